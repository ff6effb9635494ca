namespace Micrograd.Data;

/// <summary>Finds out what separates the cells of a CSV file: a comma, a semicolon or a tab.</summary>
static class CsvSeparator
{
    static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>The separator that parts the first lines alike, into the most cells; a comma if none does.</summary>
    public static char Of(ReadOnlySpan<byte> start)
    {
        var (best, bestScore) = (',', (0, 0));
        foreach (var separator in Separators)
        {
            var (alike, header) = Agreement(start, separator);
            if (header > 0 && (alike, header).CompareTo(bestScore) > 0)
                (best, bestScore) = (separator, (alike, header));
        }
        return best;
    }

    /// <summary>How many separators the header has outside of quotes, and how many of the next lines have as many.</summary>
    static (int Alike, int Header) Agreement(ReadOnlySpan<byte> start, char separator)
    {
        const int lines = 20;
        var (count, header, alike, seen, quoted) = (0, -1, 0, 0, false);
        foreach (var c in start)
        {
            if (c == (byte)'"')
                quoted = !quoted;
            else if (c == separator && !quoted)
                count++;
            else if (c == (byte)'\n' && !quoted)
            {
                header = header < 0 ? count : header;
                alike += count == header ? 1 : 0;
                count = 0;
                if (++seen == lines)
                    break;
            }
        }
        return header < 0 ? (1, count) : (alike, header);
    }
}
