using System.Text.Json;
using static System.FormattableString;

namespace Micrograd.Data;

/// <summary>Reads a table from JSON rows: an array of objects or of arrays, or objects one after the other.</summary>
static class JsonFile
{
    public static Table Read(Stream stream, string file)
    {
        var json = new JsonCursor(stream, file);
        json.Read();
        var isArray = json.Token == JsonTokenType.StartArray;
        if (isArray)
            json.Read();
        else if (json.Token != JsonTokenType.StartObject)
            throw json.Error("a table is an array of rows, or objects one after the other.");
        var rows = new JsonRows(json, file);
        while (json.Token is not (JsonTokenType.EndArray or JsonTokenType.None))
        {
            rows.Add();
            json.Read();
        }
        if (isArray && json.Token == JsonTokenType.None)
            throw json.Error("the array of rows is not closed.");
        if (isArray && json.Read())
            throw json.Error("there is something after the array of rows.");
        return rows.ToTable();
    }
}

/// <summary>The rows of a JSON file, which the first of them names the columns for.</summary>
sealed class JsonRows(JsonCursor json, string file)
{
    readonly TextPool pool = new();
    readonly List<ColumnBuilder> columns = [];
    readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);
    readonly List<int> filled = [];
    bool isOfObjects;
    int rows;

    public Table ToTable()
    {
        if (rows == 0)
            throw TableException.Of(file, "has no rows.");
        return new(file, rows, [.. columns.Select(column => column.ToColumn())]);
    }

    /// <summary>Reads the row that the cursor stands at.</summary>
    public void Add()
    {
        var isObject = json.Token == JsonTokenType.StartObject;
        if (!isObject && json.Token != JsonTokenType.StartArray)
            throw json.Error("each row must be an object or an array.");
        if (filled.Count == 0)
            isOfObjects = isObject;
        else if (isObject != isOfObjects)
            throw json.Error("the rows must all be objects or all be arrays.");
        rows++;
        if (isObject)
            AddObject();
        else
            AddArray();
    }

    void AddObject()
    {
        var (line, cells) = (json.Line, 0);
        while (json.Read() && json.Token == JsonTokenType.PropertyName)
        {
            var name = json.Text.ToString();
            if (!positions.TryGetValue(name, out var i))
                i = rows == 1 ? NewColumn(name) : throw json.Error($"the key {TableException.Quoted(name)} is not in the first row.");
            json.Read();
            AddCell(i);
            cells++;
        }
        if (cells == 0)
            throw TableException.At(file, line, "the row is empty.");
        if (cells < columns.Count)
        {
            var missing = columns[filled.FindIndex(row => row != rows)].Name;
            throw TableException.At(file, line, $"the key {TableException.Quoted(missing)} of the first row is missing.");
        }
    }

    void AddArray()
    {
        var (line, cells) = (json.Line, 0);
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            if (rows == 1)
                NewColumn(Invariant($"c{cells + 1}"));
            if (cells < columns.Count)
                AddCell(cells);
            cells++;
        }
        if (cells == 0)
            throw TableException.At(file, line, "the row is empty.");
        if (cells != columns.Count)
            throw TableException.At(file, line, Invariant($"there are {cells} cells, but {columns.Count} in the first row."));
    }

    int NewColumn(string name)
    {
        if (name.Length == 0)
            throw json.Error("a key is empty, and each column needs a name.");
        if (columns.Count == Table.MaxColumns)
            throw json.Error(Invariant($"there are more than {Table.MaxColumns} columns."));
        columns.Add(new(name));
        filled.Add(0);
        positions.Add(name, columns.Count - 1);
        return columns.Count - 1;
    }

    void AddCell(int i)
    {
        var column = columns[i];
        if (filled[i] == rows)
            throw Error("the key is there twice.");
        filled[i] = rows;
        if (json.Token == JsonTokenType.Number)
        {
            if (!double.IsFinite(json.Number))
                throw Error($"{TableException.Quoted(json.Text)} is too large for a number; the largest is 1.8e308.");
            if (column.OddLine > 0)
                throw Error("there is a number, but a text in the rows above.");
            column.Add(json.Number);
        }
        else if (json.Token is JsonTokenType.String or JsonTokenType.True or JsonTokenType.False)
        {
            if (rows > 1 && column.OddLine == 0)
                throw Error($"{TableException.Quoted(json.Text)} is not a number.");
            var text = json.Text.Trim();
            if (text.IsEmpty)
                throw Error("the text is empty.");
            if (text.Length > Table.MaxCell)
                throw Error(Invariant($"the text has {text.Length} characters, and at most {Table.MaxCell} can be read."));
            column.AddText(text, pool);
        }
        else
        {
            throw Error(json.Token == JsonTokenType.Null
                ? "there is null, and each cell needs a number or a text."
                : "there is an object or an array, and each cell is a number or a text.");
        }

        TableException Error(string sentence) => TableException.At(file, json.Line, columns[i].Name, sentence);
    }
}
