namespace Micrograd.Cli;

/// <summary>What the user asked for cannot be done, for the reason that the message says in one sentence.</summary>
sealed class UserException(string message) : Exception(message);
