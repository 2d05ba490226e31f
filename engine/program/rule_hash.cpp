#include "engine/program/rule_hash.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>

namespace entente::engine::compiling {

std::string hash_texts(std::vector<std::string_view> texts) {
  std::ranges::sort(texts);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        &EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  for (const auto text : texts) {
    const auto length = std::to_string(text.size()) + "\n";
    EVP_DigestUpdate(context.get(), length.data(), length.size());
    EVP_DigestUpdate(context.get(), text.data(), text.size());
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_DigestFinal_ex(context.get(), digest.data(), &size);
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  std::string result = "sha256:";
  for (unsigned int i = 0; i < size; ++i) {
    result.push_back(hexadecimal[digest[i] >> 4U]);
    result.push_back(hexadecimal[digest[i] & 15U]);
  }
  return result;
}

}  // namespace entente::engine::compiling
