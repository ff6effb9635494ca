namespace Micrograd.Data;

/// <summary>What a training on a table makes small.</summary>
public enum TableLoss
{
    /// <summary>Classes: the cross-entropy.</summary>
    CrossEntropy,

    /// <summary>Classes: the hinge loss.</summary>
    Hinge,

    /// <summary>Numbers: the mean squared error.</summary>
    Squared,

    /// <summary>Numbers: the mean absolute error.</summary>
    Absolute,

    /// <summary>Numbers: the Huber loss.</summary>
    Huber,
}

/// <summary>How the parameters move in a training on a table.</summary>
public enum TableOptimizer
{
    /// <summary>Adam.</summary>
    Adam,

    /// <summary>Adam with weight decay as a step of its own.</summary>
    AdamW,

    /// <summary>Stochastic gradient descent with Nesterov's momentum of 0.9.</summary>
    Sgd,

    /// <summary>RMSProp.</summary>
    RmsProp,
}

/// <summary>How the learning rate changes over a training on a table.</summary>
public enum TableSchedule
{
    /// <summary>Along half a cosine, to a hundredth.</summary>
    Cosine,

    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>In equal steps, to a hundredth.</summary>
    Linear,

    /// <summary>By a factor of 10, after each third of the steps.</summary>
    Step,

    /// <summary>Up in equal steps for a tenth of the steps, then along half a cosine.</summary>
    Warmup,
}
