using System.Runtime.CompilerServices;
using Micrograd.Operations;

namespace Micrograd.Benchmarks;

/// <summary>One work of the comparison: something to run again and again, and numbers that show it was done right.</summary>
public interface IWork
{
    string Name { get; }

    string Engine { get; }

    /// <summary>Does the whole work once: forward, and backward where the engine has it.</summary>
    void Run();

    /// <summary>Value and gradients, to compare engines and peers by.</summary>
    IReadOnlyList<double> Check();
}

/// <summary>W1: 500,000 passes of <c>x = x * a; x = x + b</c>, one million operations in one chain.</summary>
public sealed class Chain<T, TEngine> : IWork where T : struct, IReal<T> where TEngine : IEngine<T>
{
    readonly T a = TEngine.Leaf(0.999999), b = TEngine.Leaf(1e-6);
    double result;

    public Chain() => TEngine.Mark();

    public string Name => "W1";

    public string Engine => TEngine.Name;

    public void Run()
    {
        TEngine.Reset();
        TEngine.ZeroGrad(a);
        TEngine.ZeroGrad(b);
        T x = Iterate(a, b, 500_000);
        TEngine.Backward(x);
        result = TEngine.Data(x);
    }

    public IReadOnlyList<double> Check() => [result, TEngine.Grad(a), TEngine.Grad(b)];

    [MethodImpl(MethodImplOptions.NoInlining)]
    static T Iterate(T a, T b, int passes)
    {
        T x = a;
        for (int i = 0; i < passes; i++)
        {
            x *= a;
            x += b;
        }
        return x;
    }
}

/// <summary>
/// W2: one training step of the micrograd demo, MLP 2-16-16-1 with ReLU on 100 moons, hinge loss and L2, every product
/// and sum an operation of its own. The weights return to their start every 100 steps.
/// </summary>
public sealed class Moons<T, TEngine> : IWork where T : struct, IReal<T> where TEngine : IEngine<T>
{
    readonly double[][] rows = new double[100][];
    readonly double[] targets = new double[100];
    readonly T[][][] weights;
    readonly T[][] biases;
    readonly double[] start;
    double firstLoss, lastLoss;
    int step;

    public Moons()
    {
        var random = new Lcg(1337);
        for (int i = 0; i < rows.Length; i++)
        {
            double t = Math.PI * (i / 2) / 49;
            bool upper = i % 2 == 0;
            rows[i] = upper ? [Math.Cos(t), Math.Sin(t)] : [1 - Math.Cos(t), 1 - Math.Sin(t) - 0.5];
            rows[i][0] += 0.1 * (random.SumOf(4) - 2);
            rows[i][1] += 0.1 * (random.SumOf(4) - 2);
            targets[i] = upper ? -1 : 1;
        }
        int[] sizes = [2, 16, 16, 1];
        weights = new T[3][][];
        biases = new T[3][];
        for (int layer = 0; layer < 3; layer++)
        {
            weights[layer] = new T[sizes[layer + 1]][];
            biases[layer] = new T[sizes[layer + 1]];
            for (int j = 0; j < sizes[layer + 1]; j++)
            {
                weights[layer][j] = new T[sizes[layer]];
                for (int k = 0; k < sizes[layer]; k++)
                    weights[layer][j][k] = TEngine.Leaf(2 * random.Next() - 1);
                biases[layer][j] = TEngine.Leaf(0);
            }
        }
        start = [.. Parameters().Select(TEngine.Data)];
        TEngine.Mark();
    }

    public string Name => "W2";

    public string Engine => TEngine.Name;

    public void Run()
    {
        TEngine.Reset();
        T loss = Loss();
        Update(p =>
        {
            TEngine.ZeroGrad(p);
            return p;
        });
        TEngine.Backward(loss);
        double rate = 1.0 - 0.9 * step / 100;
        lastLoss = TEngine.Data(loss);
        firstLoss = step == 0 ? lastLoss : firstLoss;
        int next = 0;
        step = (step + 1) % 100;
        Update(p => TEngine.Changed(p, step == 0 ? start[next++] : TEngine.Data(p) - rate * TEngine.Grad(p)));
    }

    public IReadOnlyList<double> Check()
    {
        do
            Run();
        while (step != 0);
        return [firstLoss, lastLoss];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    T Loss()
    {
        T data = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            T score = Score(rows[i]);
            data += T.Apply<Relu>(1 - score * targets[i]);
        }
        T penalty = 0;
        foreach (T[][] layer in weights)
            foreach (T[] neuron in layer)
                foreach (T w in neuron)
                    penalty += w * w;
        foreach (T[] layer in biases)
            foreach (T b in layer)
                penalty += b * b;
        return data * 0.01 + penalty * 1e-4;
    }

    T Score(double[] row)
    {
        var hidden = new T[16];
        for (int j = 0; j < 16; j++)
            hidden[j] = T.Apply<Relu>(TEngine.Affine(weights[0][j], row, biases[0][j]));
        var second = new T[16];
        for (int j = 0; j < 16; j++)
            second[j] = T.Apply<Relu>(TEngine.Affine(weights[1][j], hidden, biases[1][j]));
        return TEngine.Affine(weights[2][0], second, biases[2][0]);
    }

    IEnumerable<T> Parameters()
    {
        for (int layer = 0; layer < 3; layer++)
            for (int j = 0; j < weights[layer].Length; j++)
            {
                foreach (T w in weights[layer][j])
                    yield return w;
                yield return biases[layer][j];
            }
    }

    void Update(Func<T, T> change)
    {
        for (int layer = 0; layer < 3; layer++)
            for (int j = 0; j < weights[layer].Length; j++)
            {
                foreach (ref T w in weights[layer][j].AsSpan())
                    w = change(w);
                biases[layer][j] = change(biases[layer][j]);
            }
    }
}

/// <summary>W3: a Black-Scholes call and its five first derivatives, 10,000 times.</summary>
public sealed class BlackScholes<T, TEngine> : IWork where T : struct, IReal<T> where TEngine : IEngine<T>
{
    readonly T[] inputs = [.. new double[] { 100, 105, 0.75, 0.03, 0.25 }.Select(TEngine.Leaf)];
    double price;

    public BlackScholes() => TEngine.Mark();

    public string Name => "W3";

    public string Engine => TEngine.Name;

    public void Run()
    {
        for (int i = 0; i < 10_000; i++)
        {
            TEngine.Reset();
            foreach (T input in inputs)
                TEngine.ZeroGrad(input);
            T call = Call(inputs[0], inputs[1], inputs[2], inputs[3], inputs[4]);
            TEngine.Backward(call);
            price = TEngine.Data(call);
        }
    }

    public IReadOnlyList<double> Check() => [price, .. inputs.Select(TEngine.Grad)];

    [MethodImpl(MethodImplOptions.NoInlining)]
    static T Call(T spot, T strike, T time, T rate, T volatility)
    {
        T deviation = volatility * T.Sqrt(time);
        T d1 = (T.Log(spot / strike) + (rate + volatility * volatility * 0.5) * time) / deviation;
        T d2 = d1 - deviation;
        return spot * Normal(d1) - strike * T.Exp(-(rate * time)) * Normal(d2);
    }

    /// <summary>The cumulative normal, by Abramowitz and Stegun 26.2.17.</summary>
    static T Normal(T x)
    {
        T size = T.Abs(x);
        T k = 1 / (1 + size * 0.2316419);
        T tail = T.Exp(size * size * -0.5) * 0.3989422804014327
            * (((((1.330274429 * k - 1.821255978) * k + 1.781477937) * k - 0.356563782) * k + 0.319381530) * k);
        T above = 1 - tail;
        return T.IfGreater(0, x, 1 - above, above);
    }
}

/// <summary>W4: 10,000 paths of 100 Euler steps with an Asian payoff, the gradient of their sum by S₀, r and σ.</summary>
public sealed class MonteCarlo<T, TEngine> : IWork where T : struct, IReal<T> where TEngine : IEngine<T>
{
    const int Paths = 10_000, Steps = 100, Vectors = 64;

    readonly T spot = TEngine.Leaf(100), rate = TEngine.Leaf(0.03), volatility = TEngine.Leaf(0.25);
    readonly double[] normals = new double[Vectors * Steps];
    double total;

    public MonteCarlo()
    {
        var random = new Lcg(1);
        for (int i = 0; i < normals.Length; i++)
            normals[i] = random.SumOf(12) - 6;
        TEngine.Mark();
    }

    public string Name => "W4";

    public string Engine => TEngine.Name;

    public void Run()
    {
        total = 0;
        TEngine.ZeroGrad(spot);
        TEngine.ZeroGrad(rate);
        TEngine.ZeroGrad(volatility);
        for (int path = 0; path < Paths; path++)
        {
            TEngine.Reset();
            T payoff = Payoff(spot, rate, volatility, normals.AsSpan(path % Vectors * Steps, Steps));
            TEngine.Backward(payoff);
            total += TEngine.Data(payoff);
        }
    }

    public IReadOnlyList<double> Check() => [total, TEngine.Grad(spot), TEngine.Grad(rate), TEngine.Grad(volatility)];

    [MethodImpl(MethodImplOptions.NoInlining)]
    static T Payoff(T spot, T rate, T volatility, ReadOnlySpan<double> normals)
    {
        const double dt = 1.0 / Steps;
        double root = Math.Sqrt(dt);
        T drift = (rate - volatility * volatility * 0.5) * dt;
        T sum = 0;
        foreach (double z in normals)
        {
            spot *= T.Exp(volatility * (root * z) + drift);
            sum += spot;
        }
        return T.Apply<Relu>(sum * dt - 100) * T.Exp(-rate);
    }
}

/// <summary>
/// The random numbers of the works, simple enough to write down in any language:
/// state = state * 6364136223846793005 + 1442695040888963407, and the upper 53 bits as a fraction.
/// </summary>
public sealed class Lcg(ulong state)
{
    ulong state = state;

    public double Next()
    {
        state = state * 6364136223846793005 + 1442695040888963407;
        return (state >> 11) * (1.0 / (1UL << 53));
    }

    public double SumOf(int count)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += Next();
        return sum;
    }
}
