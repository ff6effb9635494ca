namespace Micrograd.Python.Interop;

/// <summary>
/// The names of a function's arguments and how many it must have: finds each argument of a call, whether it was given by
/// place or by name.
/// </summary>
sealed unsafe class Arguments(string function, int required, params string[] names)
{
    /// <summary>
    /// Writes the arguments in order, null where none was given. False, with a TypeError, where the call does not fit.
    /// </summary>
    /// <param name="given">The values that were given: those by place, then those by name.</param>
    /// <param name="placed">How many were given by place.</param>
    /// <param name="keywords">A tuple of the names of the others; null if there are none.</param>
    /// <param name="found">As long as there are names.</param>
    public bool Read(PyObject** given, nint placed, PyObject* keywords, Span<nint> found)
    {
        found.Clear();
        if (placed > names.Length)
            return Fail($"takes {Count(names.Length)}, got {placed}");
        for (int i = 0; i < placed; i++)
            found[i] = (nint)given[i];
        nint named = keywords == null ? 0 : Py.PyTuple_Size(keywords);
        for (nint k = 0; k < named; k++)
            if (!Put(Py.PyTuple_GetItem(keywords, k), given[placed + k], found))
                return false;
        return CheckRequired(found);
    }

    /// <summary>The same for a call with a tuple and, perhaps, a dict.</summary>
    public bool Read(PyObject* given, PyObject* keywords, Span<nint> found)
    {
        found.Clear();
        nint placed = Py.PyTuple_Size(given);
        if (placed > names.Length)
            return Fail($"takes {Count(names.Length)}, got {placed}");
        for (int i = 0; i < placed; i++)
            found[i] = (nint)Py.PyTuple_GetItem(given, i);
        nint position = 0;
        PyObject* name, value;
        while (keywords != null && Py.PyDict_Next(keywords, &position, &name, &value) != 0)
            if (!Put(name, value, found))
                return false;
        return CheckRequired(found);
    }

    bool Put(PyObject* name, PyObject* value, Span<nint> found)
    {
        string? text = PyText.Read(name);
        if (text is null)
            return false;
        int index = Array.IndexOf(names, text);
        if (index < 0)
            return Fail($"has no argument '{text}'");
        if (found[index] != 0)
            return Fail($"got the argument '{text}' twice");
        found[index] = (nint)value;
        return true;
    }

    bool CheckRequired(Span<nint> found)
    {
        int missing = found[..required].IndexOf(0);
        return missing < 0 || Fail($"needs the argument '{names[missing]}'");
    }

    bool Fail(string what)
    {
        Errors.Raise(Builtins.TypeError, $"{function}() {what}");
        return false;
    }

    static string Count(int arguments) => arguments == 1 ? "1 argument" : $"at most {arguments} arguments";
}
