namespace Micrograd.Derivatives;

/// <summary>
/// Exact first and second derivatives of a function of values at a point, by reverse mode: a gradient costs a small multiple
/// of one evaluation however many arguments there are, and so does the product of a Hessian with a vector.
/// </summary>
/// <remarks>
/// The function is called once, on leaves of its own, and any program of values will do. Leaves that it uses besides its
/// arguments count as constants, and their <see cref="Value.Grad"/> stays as it is. (B. A. Pearlmutter 1994, "Fast exact
/// multiplication by the Hessian", has the products.)
/// </remarks>
public static class Derivative
{
    /// <summary>The gradient of a function: its n partial derivatives.</summary>
    /// <param name="function">y = f(x₁ … xₙ).</param>
    /// <param name="point">The n arguments.</param>
    public static double[] Gradient(Func<Value[], Value> function, ReadOnlySpan<double> point)
    {
        Value[] x = Leaves(function, point);
        return function(x).GradientBy(x);
    }

    /// <summary>The Jacobian of a function with several results: element [i, j] is dyᵢ/dxⱼ. It takes one pass a result.</summary>
    /// <param name="function">(y₁ … yₘ) = f(x₁ … xₙ).</param>
    /// <param name="point">The n arguments.</param>
    /// <returns>m rows of n columns.</returns>
    public static double[,] Jacobian(Func<Value[], Value[]> function, ReadOnlySpan<double> point)
    {
        Value[] x = Leaves(function, point);
        return Rows(function(x), x);
    }

    /// <summary>The Hessian of a function: element [i, j] is d²y/dxᵢdxⱼ. It takes one pass an argument.</summary>
    /// <param name="function">y = f(x₁ … xₙ).</param>
    /// <param name="point">The n arguments.</param>
    /// <returns>n rows of n columns.</returns>
    public static double[,] Hessian(Func<Value[], Value> function, ReadOnlySpan<double> point)
    {
        Value[] x = Leaves(function, point);
        return Rows(Recorded(function(x), x), x);
    }

    /// <summary>The product of the Hessian of a function and a vector, without the Hessian: two passes in all.</summary>
    /// <param name="function">y = f(x₁ … xₙ).</param>
    /// <param name="point">The n arguments.</param>
    /// <param name="vector">The n elements of the vector.</param>
    /// <exception cref="ArgumentException">The vector is not as long as the point.</exception>
    public static double[] HessianVector(Func<Value[], Value> function, ReadOnlySpan<double> point, ReadOnlySpan<double> vector)
    {
        if (vector.Length != point.Length)
            throw new ArgumentException($"The vector must have as many elements as the point, {point.Length}, got {vector.Length}.", nameof(vector));
        Value[] x = Leaves(function, point);
        return Value.Dot(Recorded(function(x), x), vector).GradientBy(x);
    }

    static Value[] Leaves(Delegate function, ReadOnlySpan<double> point)
    {
        ArgumentNullException.ThrowIfNull(function);
        var leaves = new Value[point.Length];
        for (int i = 0; i < leaves.Length; i++)
            leaves[i] = new Value(point[i]);
        return leaves;
    }

    /// <summary>The gradient as values, which can be differentiated again.</summary>
    static Value[] Recorded(Value y, Value[] x)
    {
        if (y.IsConstant)
            return new Value[x.Length];
        Gradients gradients = DifferentiablePass.Run(y, createGraph: true);
        return [.. x.Select(leaf => gradients[leaf])];
    }

    static double[,] Rows(Value[] y, Value[] x)
    {
        var rows = new double[y.Length, x.Length];
        for (int i = 0; i < y.Length; i++)
            foreach ((int j, double partial) in y[i].GradientBy(x).Index())
                rows[i, j] = partial;
        return rows;
    }
}
