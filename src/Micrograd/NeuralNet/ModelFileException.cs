namespace Micrograd.NeuralNet;

/// <summary>
/// Says in one sentence what is wrong with a model file, by its name. Where the file could not be read or written at all,
/// the inner exception is the system's.
/// </summary>
/// <param name="message">The sentence.</param>
/// <param name="inner">What the system said; null where the content is what is wrong.</param>
public sealed class ModelFileException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Says what is wrong with a model, to code that knows the file's name.</summary>
/// <param name="message">The end of a sentence, without a full stop. Names in a file can be of any kind and length: it is made one short line.</param>
sealed class ModelException(string message) : Exception(ModelException.OneLine(message))
{
    const int MostCharacters = 400;

    static string OneLine(string message)
    {
        string text = message.Length <= MostCharacters ? message : $"{message.AsSpan(0, MostCharacters)}…";
        return string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
    }
}
