using Micrograd.Cli.Demo;
using Micrograd.NeuralNet;
using Micrograd.Numbers;

namespace Micrograd.Tests.Cli;

/// <summary>
/// The demo's losses against a network written out in plain doubles, forward and backward by hand: same data, same
/// weights, nothing of the library in between.
/// </summary>
public class DemoCurveTests
{
    [Fact]
    public void TheMoonsLossCurveIsThatOfPlainDoubles()
    {
        var demo = new MoonsTraining();
        var plain = new PlainNetwork(demo.Model);
        for (int step = 0; step < MoonsTraining.Steps; step++)
        {
            double expected = 0;
            plain.ZeroGrad();
            for (int row = 0; row < demo.Data.Count; row++)
            {
                double target = 2.0 * demo.Data.ClassOf(row) - 1;
                double score = plain.Forward(demo.Data.Row(row))[0], margin = 1 - score * target;
                expected += Math.Max(margin, 0) / demo.Data.Count;
                plain.Backward([margin > 0 ? -target / demo.Data.Count : 0]);
            }
            expected += plain.AddPenalty(1e-4);
            Assert.Equal(expected, demo.Step(step), 1e-12 * Math.Max(1, expected));
            double rate = 1.0 - 0.9 * step / 100;
            plain.Update((p, gradient, _) => p - rate * gradient);
        }
        Assert.Equal(1, demo.Accuracy);
    }

    [Fact]
    public void TheDigitsLossCurveIsThatOfPlainDoublesWithAdam()
    {
        const int steps = 50, batchSize = DigitsTraining.BatchSize;
        var demo = new DigitsTraining();
        var plain = new PlainNetwork(demo.Model);
        List<double> losses = [];
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => demo.Run(
            loss =>
            {
                losses.Add(loss);
                if (losses.Count == steps)
                    source.Cancel();
            },
            source.Token));
        var random = new SeededRandom(0);
        int[] order = [.. Enumerable.Range(0, demo.Train.Count)];
        int batches = (order.Length + batchSize - 1) / batchSize;
        for (int step = 0; step < steps; step++)
        {
            if (step % batches == 0)
                random.Shuffle<int>(order);
            int[] batch = [.. order.Skip(step % batches * batchSize).Take(batchSize)];
            double expected = 0;
            plain.ZeroGrad();
            foreach (int row in batch)
            {
                double[] logits = plain.Forward(demo.Train.Row(row));
                double largest = logits.Max(), sum = logits.Sum(x => Math.Exp(x - largest));
                int target = demo.Train.ClassOf(row);
                expected += (largest + Math.Log(sum) - logits[target]) / batch.Length;
                plain.Backward([.. logits.Select((x, i) => (Math.Exp(x - largest) / sum - (i == target ? 1 : 0)) / batch.Length)]);
            }
            Assert.Equal(expected, losses[step], 1e-11 * Math.Max(1, expected));
            double rate = 0.005 + (0.00025 - 0.005) * step / demo.Steps;
            int t = step + 1;
            plain.Update((p, gradient, state) =>
            {
                state.Mean = 0.9 * state.Mean + 0.1 * gradient;
                state.Square = 0.999 * state.Square + 0.001 * gradient * gradient;
                return p - rate * (state.Mean / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(state.Square / (1 - Math.Pow(0.999, t))) + 1e-8);
            });
        }
    }

    sealed class State
    {
        public double Mean, Square;
    }

    /// <summary>An MLP with ReLU between its layers, in arrays.</summary>
    sealed class PlainNetwork
    {
        readonly double[][][] weights;     // layer, neuron, input; the bias last
        readonly double[][][] gradients;
        readonly State[][][] states;
        readonly double[][] signals;

        public PlainNetwork(Mlp model)
        {
            weights = [.. model.Layers.Select(layer => layer.Neurons.Select(Copy).ToArray())];
            gradients = [.. weights.Select(layer => layer.Select(neuron => new double[neuron.Length]).ToArray())];
            states = [.. weights.Select(layer => layer.Select(neuron => neuron.Select(_ => new State()).ToArray()).ToArray())];
            signals = new double[weights.Length + 1][];

            static double[] Copy(Neuron neuron) => [.. neuron.Parameters.ToArray().Select(p => p.Data)];
        }

        public double[] Forward(ReadOnlySpan<double> row)
        {
            signals[0] = row.ToArray();
            for (int layer = 0; layer < weights.Length; layer++)
            {
                double[] input = signals[layer];
                bool isLast = layer == weights.Length - 1;
                signals[layer + 1] = [.. weights[layer].Select(w =>
                {
                    double sum = w[^1];
                    for (int k = 0; k < input.Length; k++)
                        sum += w[k] * input[k];
                    return isLast ? sum : Math.Max(sum, 0);
                })];
            }
            return signals[^1];
        }

        public void Backward(double[] adjoint)
        {
            for (int layer = weights.Length - 1; layer >= 0; layer--)
            {
                double[] input = signals[layer], below = new double[input.Length];
                for (int j = 0; j < adjoint.Length; j++)
                {
                    if (layer < weights.Length - 1 && signals[layer + 1][j] <= 0)
                        continue;
                    for (int k = 0; k < input.Length; k++)
                    {
                        gradients[layer][j][k] += adjoint[j] * input[k];
                        below[k] += adjoint[j] * weights[layer][j][k];
                    }
                    gradients[layer][j][^1] += adjoint[j];
                }
                adjoint = below;
            }
        }

        public double AddPenalty(double factor)
        {
            double sum = 0;
            Each((p, gradient, _) =>
            {
                sum += p * p;
                gradient += 2 * factor * p;
                return (p, gradient);
            });
            return factor * sum;
        }

        public void ZeroGrad() => Each((p, _, _) => (p, 0));

        public void Update(Func<double, double, State, double> rule) => Each((p, gradient, state) => (rule(p, gradient, state), gradient));

        void Each(Func<double, double, State, (double, double)> change)
        {
            for (int layer = 0; layer < weights.Length; layer++)
                for (int j = 0; j < weights[layer].Length; j++)
                    for (int k = 0; k < weights[layer][j].Length; k++)
                        (weights[layer][j][k], gradients[layer][j][k]) = change(weights[layer][j][k], gradients[layer][j][k], states[layer][j][k]);
        }
    }
}
