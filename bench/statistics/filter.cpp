// The limit for a structural time series: per draw one pass forwards (Kalman filter of a local level) and one back (drawing the state), and nothing else.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

// Arguments: times, draws. Prints milliseconds for all draws, the fastest of three.
int main(int argc, char **argv) {
  if (argc != 3) return 2;
  const int n = atoi(argv[1]), draws = atoi(argv[2]);
  std::mt19937_64 engine(1);
  std::normal_distribution<double> normal;
  std::vector<double> y(n), a(n), p(n);
  for (double &value : y) value = normal(engine);
  double fastest = 1e300, sink = 0;
  for (int repetition = 0; repetition < 3; repetition++) {
    const auto started = std::chrono::steady_clock::now();
    for (int draw = 0; draw < draws; draw++) {
      const double noise = 1.0 + 1e-6 * draw, wander = 0.01;
      double mean = 0, variance = 1e6;
      for (int t = 0; t < n; t++) {
        const double gain = variance / (variance + noise);
        mean += gain * (y[t] - mean);
        variance *= 1 - gain;
        a[t] = mean;
        p[t] = variance;
        variance += wander;
      }
      double state = a[n - 1] + std::sqrt(p[n - 1]) * normal(engine);
      for (int t = n - 2; t >= 0; t--) {
        const double weight = p[t] / (p[t] + wander);
        state = a[t] + weight * (state - a[t]) + std::sqrt(p[t] * (1 - weight)) * normal(engine);
      }
      sink += state;
    }
    const double taken = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
    if (taken < fastest) fastest = taken;
  }
  if (sink == 12345.678) printf(" ");
  printf("%.3f\n", fastest);
}
