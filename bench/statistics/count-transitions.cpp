// The limit for counting: the same compact paths, read once from memory by a plain loop into one dense table of transitions.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

template <typename T> static std::vector<T> take(FILE *file, size_t n) {
  std::vector<T> values(n);
  if (fread(values.data(), sizeof(T), n, file) != n) exit(2);
  return values;
}

// Arguments: file, paths, touches, channels, order, repetitions. Prints the fastest repetition in milliseconds, and the sum of the table.
int main(int argc, char **argv) {
  if (argc != 7) return 2;
  FILE *file = fopen(argv[1], "rb");
  if (!file) return 2;
  const size_t paths = strtoull(argv[2], nullptr, 10), touches = strtoull(argv[3], nullptr, 10);
  const int64_t channels = atoll(argv[4]), order = atoll(argv[5]), repetitions = atoll(argv[6]);
  const auto offsets = take<uint32_t>(file, paths + 1);
  const auto touched = take<uint16_t>(file, touches);
  const auto conversions = take<double>(file, paths), nulls = take<double>(file, paths);
  fclose(file);
  const int64_t base = channels + 1, ends = channels + 2;
  int64_t histories = 1;
  for (int64_t i = 0; i < order; i++) histories *= base;
  double fastest = 1e300, sum = 0;
  for (int64_t repetition = 0; repetition < repetitions; repetition++) {
    std::vector<double> table(histories * ends, 0.0);
    const auto started = std::chrono::steady_clock::now();
    for (size_t path = 0; path < paths; path++) {
      const double here = conversions[path] + nulls[path];
      int64_t state = 0;
      for (size_t t = offsets[path]; t < offsets[path + 1]; t++) {
        table[state * ends + touched[t]] += here;
        state = (state * base + touched[t] + 1) % histories;
      }
      table[state * ends + channels] += conversions[path];
      table[state * ends + channels + 1] += nulls[path];
    }
    const double taken = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
    if (taken < fastest) fastest = taken;
    sum = 0;
    for (double value : table) sum += value;
  }
  printf("%.3f %.0f\n", fastest, sum);
}
