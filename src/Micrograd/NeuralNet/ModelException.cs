namespace Micrograd.NeuralNet;

/// <summary>Says what is wrong with a model, to code that knows the file's name.</summary>
/// <param name="message">The end of a sentence, without a full stop. Names in a file can be of any kind and length: it is made one short line.</param>
sealed class ModelException(string message) : Exception(ModelException.OneLine(message))
{
    const int MostCharacters = 400;

    static string OneLine(string message)
    {
        string text = message.Length <= MostCharacters ? message : $"{message.AsSpan(0, MostCharacters)}…";
        return string.Concat(text.Select(character => char.IsControl(character) ? '?' : character));
    }
}
