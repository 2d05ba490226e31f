#include "bench/bare_parse.hpp"

#include <algorithm>
#include <ctime>

namespace entente::bench {
namespace {

namespace od = simdjson::ondemand;

std::uint64_t touch(od::value value);

std::uint64_t touch(od::object object) {
  std::uint64_t sum = 0;
  for (auto field : object) {
    sum += field.unescaped_key().value().size();
    sum += touch(field.value().value());
  }
  return sum;
}

std::uint64_t touch(od::value value) {
  switch (value.type()) {
    case od::json_type::object:
      return touch(value.get_object().value());
    case od::json_type::array: {
      std::uint64_t sum = 0;
      for (auto item : value.get_array()) sum += touch(item.value());
      return sum;
    }
    case od::json_type::string:
      return value.get_string().value().size();
    case od::json_type::number:
      return static_cast<std::uint64_t>(value.get_double().value());
    case od::json_type::boolean:
      return value.get_bool().value() ? 1 : 0;
    case od::json_type::null:
      return value.is_null() ? 1 : 0;
  }
  return 0;
}

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

InBareParses::InBareParses(const std::vector<std::string>& documents)
    : documents_(documents.begin(), documents.end()),
      before_(parse_seconds()),
      begin_(processor_seconds()) {}

void InBareParses::report(benchmark::State& state) const {
  const double round = (processor_seconds() - begin_) / static_cast<double>(state.iterations());
  state.counters["bare_parses"] = round / ((before_ + parse_seconds()) / 2);
}

double InBareParses::parse_seconds() const {
  constexpr std::size_t batches = 51;
  const std::size_t parses = std::max<std::size_t>(documents_.size(), 20);
  od::parser parser;
  std::vector<double> seconds;
  for (std::size_t batch = 0; batch < batches; ++batch) {
    const double begin = processor_seconds();
    for (std::size_t i = 0; i < parses; ++i) {
      od::document document = parser.iterate(documents_[i % documents_.size()]);
      benchmark::DoNotOptimize(touch(document.get_object().value()));
    }
    seconds.push_back((processor_seconds() - begin) / static_cast<double>(parses));
  }
  std::nth_element(seconds.begin(), seconds.begin() + batches / 2, seconds.end());
  return seconds[batches / 2];
}

}  // namespace entente::bench
