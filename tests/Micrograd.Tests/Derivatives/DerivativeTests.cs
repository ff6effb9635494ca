using Micrograd.Derivatives;
using Micrograd.NeuralNet;

namespace Micrograd.Tests.Derivatives;

/// <summary>Gradient, Jacobian, Hessian and Hessian-vector product, against closed forms and finite differences.</summary>
public class DerivativeTests
{
    static readonly double[] Start = [-1.2, 1];

    [Fact]
    public void RosenbrocksGradientAndHessianAreTheClosedForms()
    {
        // f = 100 (z - x²)² + (1 - x)²  (H. H. Rosenbrock 1960)
        var (x, z) = (Start[0], Start[1]);
        double[] gradient = Derivative.Gradient(Rosenbrock, Start);
        Assert.Equal(-400 * x * (z - x * x) - 2 * (1 - x), gradient[0], 1e-11);
        Assert.Equal(200 * (z - x * x), gradient[1], 1e-11);
        double[,] hessian = Derivative.Hessian(Rosenbrock, Start);
        Assert.Equal(1200 * x * x - 400 * z + 2, hessian[0, 0], 1e-11);
        Assert.Equal(-400 * x, hessian[0, 1], 1e-11);
        Assert.Equal(-400 * x, hessian[1, 0], 1e-11);
        Assert.Equal(200, hessian[1, 1], 1e-11);
    }

    [Fact]
    public void AHessianTimesAVectorIsTheirProduct()
    {
        double[] product = Derivative.HessianVector(Rosenbrock, Start, [0.3, -2]);
        double[,] hessian = Derivative.Hessian(Rosenbrock, Start);
        for (int i = 0; i < 2; i++)
            Assert.Equal(hessian[i, 0] * 0.3 - hessian[i, 1] * 2, product[i], 1e-10);
    }

    [Fact]
    public void TheJacobianOfPolarCoordinatesIsTheClosedForm()
    {
        double[,] jacobian = Derivative.Jacobian(v => [v[0] * Value.Cos(v[1]), v[0] * Value.Sin(v[1]), 7, v[1]], [2, 0.5]);
        Assert.Equal(
            new double[,] { { Math.Cos(0.5), -2 * Math.Sin(0.5) }, { Math.Sin(0.5), 2 * Math.Cos(0.5) }, { 0, 0 }, { 0, 1 } }, jacobian);
    }

    [Fact]
    public void OtherLeavesKeepTheirGradients()
    {
        var scale = new Value(3);
        Assert.Equal([12], Derivative.Gradient(x => scale * x[0] * x[0], [2]));
        Assert.Equal(6, Derivative.Hessian(x => scale * x[0] * x[0], [2])[0, 0]);
        Assert.False(scale.HasGrad);
        (scale * 5).Backward();   // and nothing of it is left for the next pass
        Assert.Equal(5, scale.Grad);
    }

    [Fact]
    public void ConstantAndIdentityFunctionsHaveDerivativesToo()
    {
        Assert.Equal([0, 0], Derivative.Gradient(_ => 4, [1, 2]));
        Assert.Equal([0, 1], Derivative.Gradient(x => x[1], [1, 2]));
        Assert.Equal(new double[2, 2], Derivative.Hessian(_ => 4, [1, 2]));
        Assert.Equal(new double[2, 2], Derivative.Hessian(x => x[0] + 2 * x[1], [1, 2]));
        Assert.Equal([0, 0], Derivative.HessianVector(x => x[0] + x[1], [1, 2], [1, 1]));
        Assert.Empty(Derivative.Gradient(_ => 4, []));
    }

    [Fact]
    public void AVectorOfAnotherLengthIsAnError()
    {
        var error = Assert.Throws<ArgumentException>(() => Derivative.HessianVector(Rosenbrock, Start, [1]));
        Assert.StartsWith("The vector must have as many elements as the point, 2, got 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALossOfANetworkPassesAtOrderTwo()
    {
        var model = new Mlp(2, [5, 1], Activation.Tanh, seed: 3);
        GradientCheckResult result = GradientCheck.Check(
            x => Value.Square(model.Forward([x[0], x[1]])[0] - x[2]) + Value.Softplus(x[0] * x[1]), [0.3, -1.2, 0.8], order: 2);
        Assert.True(result.Passed, result.ToString());
    }

    [Fact]
    public void AWrongSecondDerivativeIsCaughtAtOrderTwoOnly()
    {
        // The derivative of the square, right in value but cut off from the graph.
        var square = new CustomFunction("square?", x => x * x, (x, _) => 2 * x.Detach());
        Assert.True(GradientCheck.Check(x => square.Apply(x[0]), [1.5]).Passed);
        GradientCheckResult result = GradientCheck.Check(x => square.Apply(x[0]), [1.5], order: 2);
        Assert.False(result.Passed);
        Assert.Contains("order 2", result.What, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOrderOfThreeIsAnError() => Assert.Throws<ArgumentException>(() => GradientCheck.Check(Rosenbrock, Start, order: 3));

    static Value Rosenbrock(Value[] v) => 100 * Value.Square(v[1] - v[0] * v[0]) + Value.Square(1 - v[0]);
}
