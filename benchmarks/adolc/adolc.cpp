// ADOL-C (Debian's libadolc-dev) on the works W1 to W4, to stand beside `quick` of Micrograd.Benchmarks.
//
// Two rows a work: `adolc` records and reverses every time, `adolc-replay` recorded once and passes new inputs through
// the kept tape (zos_forward, fos_reverse). A row gives medians: nanoseconds an operation of the plain program,
// milliseconds of the whole work, bytes of the tape (operations, locations, constants) an operation. The two rows take
// turns of 0.15 s, so that they meet the same machine. One process a work: every sweep of ADOL-C clears room for as many
// variables as the process ever had alive.
//
// ADOL-C is given what it likes best: compound assignment (x *= a takes W1 from 18 to 6 ns/op), relu as one conditional
// assignment (fmax takes five records), buffers that hold the whole tape (.adolcrc, written by run.sh; this program fails
// when a tape went to disk), single locations, a static library, and memory that stays mapped: it allocates its value
// stack anew in every sweep, and page faults would make W1 six times slower. What cannot be tuned: every sweep copies
// the description of its tape four times, byte by byte, about 1 µs, which is most of W3. (One tape of 100 evaluations
// of W3 takes 17 and 8 ns/op; one of 64 paths of W4, 10 and 5.)
//
// The works, to be written down in any language:
// Random numbers: state = state * 6364136223846793005 + 1442695040888963407 mod 2^64, u = (state >> 11) * 2^-53.
// W1  500,000 passes of x = x * a; x = x + b from x = a, at a = 0.999999, b = 1e-6.
// W2  MLP 2-16-16-1, ReLU on both hidden layers; loss = mean(relu(1 - y * s)) + 1e-4 * sum(p²) over 100 moons; a step
//     records, reverses, and updates all 337 parameters with rate 1 - 0.9 * step / 100; after 100 steps it starts again.
//     State 1337. Row i: t = pi * (i / 2) / 49 in whole i / 2; even (cos t, sin t), y = -1; odd (1 - cos t,
//     1 - sin t - 0.5), y = 1; then x += 0.1 * (u + u + u + u - 2), and y likewise. After the rows the weights, layer by
//     layer, neuron by neuron: 2 * u - 1 each; biases 0.
// W3  10,000 Black-Scholes calls with derivatives by S, K, T, r, sigma at 100, 105, 0.75, 0.03, 0.25; cumulative normal
//     by Abramowitz and Stegun 26.2.17 of |x|, the sign by a conditional assignment.
// W4  10,000 paths of 100 steps S *= exp(sigma * (sqrt(dt) * z) + (r - sigma² / 2) * dt), payoff
//     max(mean S - 100, 0) * exp(-r), at S = 100, r = 0.03, sigma = 0.25; gradient of the sum, added path by path.
//     State 1, z = (u + ... + u, twelve times) - 6, 64 vectors of 100; path p has vector p % 64.
#include <adolc/adolc.h>
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

using Numbers = std::vector<double>;

struct Lcg {
    uint64_t state;

    double next() {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return (state >> 11) * 0x1p-53;
    }

    double sumOf(int count) {
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += next();
        return sum;
    }
};

// ---------------------------------------------------------------------------------------------- the number that checks

/// A number with its derivative in one direction, which counts its operations: it gives the divisor of every ns/op and
/// the gradients that ADOL-C's must equal. Comparisons do not count; a choice between two values counts as one.
struct Dual {
    double value, slope;
    static inline long operations = 0;

    Dual(double value = 0, double slope = 0) : value(value), slope(slope) {}

    static Dual counted(double value, double slope) {
        operations++;
        return {value, slope};
    }

    Dual& operator+=(Dual b) { return *this = *this + b; }
    Dual& operator*=(Dual b) { return *this = *this * b; }
    friend Dual operator+(Dual a, Dual b) { return counted(a.value + b.value, a.slope + b.slope); }
    friend Dual operator-(Dual a, Dual b) { return counted(a.value - b.value, a.slope - b.slope); }
    friend Dual operator-(Dual x) { return counted(-x.value, -x.slope); }
    friend Dual operator*(Dual a, Dual b) { return counted(a.value * b.value, a.slope * b.value + a.value * b.slope); }
    friend Dual operator/(Dual a, Dual b) {
        double y = a.value / b.value;
        return counted(y, (a.slope - y * b.slope) / b.value);
    }
    friend Dual exp(Dual x) {
        double y = std::exp(x.value);
        return counted(y, y * x.slope);
    }
    friend Dual log(Dual x) { return counted(std::log(x.value), x.slope / x.value); }
    friend Dual sqrt(Dual x) {
        double y = std::sqrt(x.value);
        return counted(y, x.slope / (2 * y));
    }
    friend Dual fabs(Dual x) { return counted(std::fabs(x.value), x.value < 0 ? -x.slope : x.slope); }
    friend void condassign(Dual& y, Dual x, Dual above, Dual otherwise) {
        y = x.value > 0 ? above : otherwise;
        operations++;
    }
    friend void condeqassign(Dual& y, Dual x, Dual notBelow, Dual below) {
        y = x.value >= 0 ? notBelow : below;
        operations++;
    }
};

// ------------------------------------------------------------------------------------------------------------ the works

struct Chain {
    template <class T> T operator()(const T* p) const {
        T x = p[0];
        for (int i = 0; i < 500'000; i++) {
            x *= p[0];
            x += p[1];
        }
        return x;
    }
};

struct Moons {
    double rows[100][2], targets[100];
    Numbers start;

    Moons() {
        Lcg random{1337};
        for (int i = 0; i < 100; i++) {
            double t = M_PI * (i / 2) / 49;
            bool upper = i % 2 == 0;
            rows[i][0] = upper ? cos(t) : 1 - cos(t);
            rows[i][1] = upper ? sin(t) : 1 - sin(t) - 0.5;
            for (double& coordinate : rows[i])
                coordinate += 0.1 * (random.sumOf(4) - 2);
            targets[i] = upper ? -1 : 1;
        }
        for (auto [inputs, neurons] : {std::pair(2, 16), {16, 16}, {16, 1}})
            for (int j = 0; j < neurons; j++) {
                for (int k = 0; k < inputs; k++)
                    start.push_back(2 * random.next() - 1);
                start.push_back(0);
            }
    }

    /// The loss. Parameters lie neuron by neuron, each neuron's bias after its weights.
    template <class T> T operator()(const T* p) const {
        T zero = 0, data = 0, penalty = 0, first[16], second[16], score, margin;
        for (int i = 0; i < 100; i++) {
            const T* w = p;
            for (T& y : first) {
                affine(y, w, rows[i], 2);
                condassign(y, y, y, zero);
                w += 3;
            }
            for (T& y : second) {
                affine(y, w, first, 16);
                condassign(y, y, y, zero);
                w += 17;
            }
            affine(score, w, second, 16);
            margin = 1 - score * targets[i];
            condassign(margin, margin, margin, zero);
            data += margin;
        }
        for (size_t k = 0; k < start.size(); k++)
            penalty += p[k] * p[k];
        return data * 0.01 + penalty * 1e-4;
    }

    template <class T, class X> static void affine(T& y, const T* w, const X* x, int count) {
        y = w[count];
        for (int k = 0; k < count; k++)
            y += w[k] * x[k];
    }
};

struct BlackScholes {
    template <class T> T operator()(const T* p) const {
        const T &spot = p[0], &strike = p[1], &time = p[2], &rate = p[3], &volatility = p[4];
        T deviation = volatility * sqrt(time);
        T d1 = (log(spot / strike) + (rate + volatility * volatility * 0.5) * time) / deviation;
        T d2 = d1 - deviation;
        return spot * normal(d1) - strike * exp(-(rate * time)) * normal(d2);
    }

    template <class T> static T normal(const T& x) {
        T size = fabs(x);
        T k = 1 / (1 + size * 0.2316419);
        T tail = exp(size * size * -0.5) * 0.3989422804014327
            * (((((1.330274429 * k - 1.821255978) * k + 1.781477937) * k - 0.356563782) * k + 0.319381530) * k);
        T above = 1 - tail;
        T below = 1 - above;
        T y;
        condeqassign(y, x, above, below);
        return y;
    }
};

constexpr int Paths = 10'000, Steps = 100, Vectors = 64;
constexpr double Dt = 1.0 / Steps;

/// One path. The normals, scaled by sqrt(dt), are constants, or, for a tape that is replayed, inputs after the three.
struct Path {
    const double* scaled;

    template <class T> T operator()(const T* p) const { return scaled ? payoff(p, scaled) : payoff(p, p + 3); }

    template <class T, class Z> static T payoff(const T* p, const Z* scaled) {
        const T &rate = p[1], &volatility = p[2];
        T spot = p[0], sum = 0, zero = 0;
        T drift = (rate - volatility * volatility * 0.5) * Dt;
        for (int k = 0; k < Steps; k++) {
            spot *= exp(volatility * scaled[k] + drift);
            sum += spot;
        }
        T gain = sum * Dt - 100;
        condassign(gain, gain, gain, zero);
        return gain * exp(-rate);
    }
};

// --------------------------------------------------------------------------------------------------------------- ADOL-C

/// How a gradient is had; the number is also the tape's.
enum Way : short { Recorded = 1, Replayed };

template <class F> double record(short tape, const F& f, const Numbers& x) {
    double value;
    trace_on(tape, 1);
    {
        std::vector<adouble> p(x.size());
        for (size_t i = 0; i < x.size(); i++)
            p[i] <<= x[i];
        adouble y = f(p.data());
        y >>= value;
    }
    trace_off();
    return value;
}

/// The value at x, and its gradient in g.
template <class F> double evaluate(Way way, const F& f, const Numbers& x, Numbers& g) {
    const int n = x.size();
    double value, one = 1;
    if (way == Recorded)
        value = record(way, f, x);
    else
        zos_forward(way, 1, n, 1, x.data(), &value);
    fos_reverse(way, 1, n, &one, g.data());
    return value;
}

/// Value and gradient by dual numbers, one run a direction.
template <class F> Numbers reference(const F& f, const Numbers& x, size_t directions) {
    Numbers result(1);
    std::vector<Dual> p(x.begin(), x.end());
    for (size_t i = 0; i < directions; i++) {
        p[i].slope = 1;
        Dual y = f(p.data());
        p[i].slope = 0;
        result[0] = y.value;
        result.push_back(y.slope);
    }
    return result;
}

// ---------------------------------------------------------------------------------------------------------- the running

struct Work {
    long operations;                         ///< of the whole work
    int evaluations;                         ///< tapes in the whole work
    std::function<void(Way)> run;            ///< the whole work once
    std::function<Numbers(Way)> check;       ///< numbers to compare programs by
    Numbers expected;                        ///< the same by dual numbers
};

template <class F> long operationsOf(const F& f, const Numbers& x) {
    Dual::operations = 0;
    reference(f, x, 1);
    return Dual::operations;
}

/// The same evaluation again and again: W1 and W3.
template <class F> Work repeated(const F& f, const Numbers& x, int evaluations) {
    record(Replayed, f, x);
    auto result = [=](Way way) {
        Numbers g(x.size());
        double value = 0;
        for (int i = 0; i < evaluations; i++)
            value = evaluate(way, f, x, g);
        g.insert(g.begin(), value);
        return g;
    };
    return {operationsOf(f, x) * evaluations, evaluations, result, result, reference(f, x, x.size())};
}

Work moons() {
    static const Moons loss;
    static Numbers p = loss.start, g(p.size());
    static int step = 0;
    auto train = [](Way way) {
        double value = evaluate(way, loss, p, g), rate = 1.0 - 0.9 * step / 100;
        step = (step + 1) % 100;
        for (size_t i = 0; i < p.size(); i++)
            p[i] = step == 0 ? loss.start[i] : p[i] - rate * g[i];
        return value;
    };
    // The losses of the first step and of the 100th, and the squared length of the first gradient.
    static Numbers last;
    auto check = [=](Way way) {
        p = loss.start;
        step = 0;
        double first = train(way), square = 0;
        for (double d : g)
            square += d * d;
        for (int i = 1; i < 99; i++)
            train(way);
        last = p;
        return Numbers{first, train(way), square};
    };
    record(Replayed, loss, p);
    check(Recorded);
    Numbers first = reference(loss, loss.start, p.size()), expected;
    expected = {first[0], reference(loss, last, 1)[0], 0};
    for (size_t i = 1; i < first.size(); i++)
        expected[2] += first[i] * first[i];
    return {operationsOf(loss, p), 1, train, check, expected};
}

Work monteCarlo() {
    static Numbers scaled(Vectors * Steps);
    Lcg random{1};
    for (double& z : scaled)
        z = sqrt(Dt) * (random.sumOf(12) - 6);
    const Numbers x{100, 0.03, 0.25};
    Numbers all = x;
    all.insert(all.end(), scaled.begin(), scaled.begin() + Steps);
    record(Replayed, Path{nullptr}, all);

    auto result = [=](Way way) {
        Numbers total(4), inputs = way == Recorded ? x : all, g(inputs.size());
        for (int path = 0; path < Paths; path++) {
            const double* z = &scaled[path % Vectors * Steps];
            if (way == Replayed)
                std::copy(z, z + Steps, inputs.begin() + 3);
            total[0] += evaluate(way, Path{z}, inputs, g);
            for (int i = 0; i < 3; i++)
                total[i + 1] += g[i];
        }
        return total;
    };
    Numbers expected(4);
    for (int path = 0; path < Paths; path++) {
        Numbers one = reference(Path{&scaled[path % Vectors * Steps]}, x, 3);
        for (int i = 0; i < 4; i++)
            expected[i] += one[i];
    }
    return {operationsOf(Path{scaled.data()}, x) * Paths, Paths, result, result, expected};
}

/// Bytes of a tape. Ends the program when it, or its value stack, went to disk.
size_t tapeBytes(short tape) {
    size_t stats[STAT_SIZE];
    tapestats(tape, stats);
    if (stats[OP_FILE_ACCESS] + stats[LOC_FILE_ACCESS] + stats[VAL_FILE_ACCESS] > 0
        || stats[TAY_STACK_SIZE] > stats[TAY_BUFFER_SIZE]) {
        fprintf(stderr, "The tape went to disk: run this with the .adolcrc of run.sh.\n");
        exit(1);
    }
    return stats[NUM_OPERATIONS] + stats[NUM_LOCATIONS] * sizeof(locint) + stats[NUM_VALUES] * sizeof(double);
}

double nanosecondsOf(const std::function<void()>& action) {
    auto start = std::chrono::steady_clock::now();
    action();
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
}

double median(Numbers x) {
    std::nth_element(x.begin(), x.begin() + x.size() / 2, x.end());
    return x[x.size() / 2];
}

/// Adds the times of runs for a while to times.
void measure(const Work& work, Way way, Numbers& times, double nanoseconds) {
    for (double spent = 0; spent < nanoseconds; spent += times.back())
        times.push_back(nanosecondsOf([&] { work.run(way); }));
}

int main(int argc, char** argv) {
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, -1);
    setStoreManagerType(ADOLC_LOCATION_SINGLETONS);

    const std::string name = argc > 1 ? argv[1] : "";
    Work work;
    if (name == "W1")
        work = repeated(Chain(), {0.999999, 1e-6}, 1);
    else if (name == "W2")
        work = moons();
    else if (name == "W3")
        work = repeated(BlackScholes(), {100, 105, 0.75, 0.03, 0.25}, 10'000);
    else if (name == "W4")
        work = monteCarlo();
    else {
        fprintf(stderr, "usage: adolc W1|W2|W3|W4\n");
        return 2;
    }

    const std::pair<Way, const char*> rows[] = {{Recorded, "adolc"}, {Replayed, "adolc-replay"}};
    Numbers times[3], warmUp;
    for (auto [way, label] : rows)
        measure(work, way, warmUp, 0.3e9);
    for (int round = 0; round < 10; round++)
        for (auto [way, label] : rows)
            measure(work, way, times[way], 0.15e9);

    for (auto [way, label] : rows) {
        double time = median(times[way]), milliseconds = time / 1e6;
        int decimals = std::max(0, 2 - (int)floor(log10(milliseconds)));
        printf("%s %s %.1f ns/op %.*f ms %.0f B/op\n", name.c_str(), label, time / work.operations, decimals, milliseconds,
            (double)tapeBytes(way) * work.evaluations / work.operations);
    }

    printf("# %s operations: %ld\n# %s check:", name.c_str(), work.operations, name.c_str());
    bool right = true;
    for (auto [way, label] : rows) {
        Numbers got = work.check(way);
        printf(" %s", label);
        for (size_t i = 0; i < got.size(); i++) {
            printf(" %.12g", got[i]);
            right &= fabs(got[i] - work.expected[i]) <= 1e-11 * fabs(work.expected[i]);
        }
        printf(",");
    }
    printf(" dual numbers");
    for (double x : work.expected)
        printf(" %.12g", x);
    printf("\n");
    if (!right)
        fprintf(stderr, "%s: ADOL-C and the dual numbers differ.\n", name.c_str());
    return right ? 0 : 1;
}
