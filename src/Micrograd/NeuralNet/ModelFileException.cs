namespace Micrograd.NeuralNet;

/// <summary>
/// Says in one sentence what is wrong with a model file, by its name. Where the file could not be read or written at all,
/// the inner exception is the system's.
/// </summary>
/// <param name="message">The sentence.</param>
/// <param name="inner">What the system said; null where the content is what is wrong.</param>
public sealed class ModelFileException(string message, Exception? inner = null) : Exception(message, inner);
