#!/usr/bin/env python3
"""compare.py WITHOUT WITH [FILTER] [ROUNDS]: what the second build costs beside the first.

Both are benchmark programs (entente_bench). Each round runs every benchmark once with each of them,
by turns in either order; printed is the median of the ratios of their processor times, and how far
the middle half of the ratios spreads. A pair shares what the machine did at that moment, so the
median holds where single times do not.
"""
import json
import statistics
import subprocess
import sys


def cpu_times(program, chosen):
    command = [program, f"--benchmark_filter={chosen}", "--benchmark_format=json"]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {each["name"]: each["cpu_time"] for each in json.loads(output)["benchmarks"]
            if each.get("run_type") != "aggregate"}


def main(without, with_, chosen="judge/(fast|tight|half)|workload/lines|closure/", rounds="15"):
    ratios = {}
    for turn in range(int(rounds)):
        pair = [without, with_] if turn % 2 == 0 else [with_, without]
        times = {program: cpu_times(program, chosen) for program in pair}
        for name, time in times[with_].items():
            if times[without].get(name):
                ratios.setdefault(name, []).append(time / times[without][name])
        print(f"round {turn + 1} of {rounds}", file=sys.stderr)
    for name, each in ratios.items():
        low, middle, high = (statistics.quantiles(each, n=4) if len(each) > 1 else each * 3)
        percents = [100 * (ratio - 1) for ratio in (middle, low, high)]
        print("{:44} {:+6.2f} %   ({:+.2f} to {:+.2f})".format(name, *percents))


if __name__ == "__main__":
    main(*sys.argv[1:])
