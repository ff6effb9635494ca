using System.Runtime.InteropServices;

namespace Micrograd.NeuralNet;

/// <summary>Files that are read whole, up to a limit, and written whole or not at all.</summary>
static class WholeFile
{
    /// <summary>The most bytes of a file that are read or written, so that a pipe or device that never ends is refused.</summary>
    public const int MostBytes = 256 << 20;

    const int FileTooLarge = 27;   // Linux's EFBIG

    /// <summary>
    /// Writes a file under another name in the same folder, flushes it to the disk and renames it over what was there, which
    /// stays as it was if any of that fails. A symbolic link of that name is replaced.
    /// </summary>
    /// <exception cref="ModelException">It is longer than <see cref="MostBytes"/>.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        CheckName(path);
        string target = Path.GetFullPath(path);
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetRandomFileName()}.part");
        if (Directory.Exists(target))
            throw new UnauthorizedAccessException();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && File.Exists(target))
            options.UnixCreateMode = File.GetUnixFileMode(target);
        var file = new FileStream(temporary, options);
        try
        {
            using (file)
            {
                write(file);
                if (file.Length > MostBytes)
                    throw TooLong();
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception e)
        {
            File.Delete(temporary);
            if (e is ArgumentOutOfRangeException)   // which .NET makes of a file that outgrows a limit of the user's or the disk's
                throw new IOException("File too large", FileTooLarge);
            throw;
        }
    }

    /// <summary>Reads a file, or a pipe to its end.</summary>
    /// <exception cref="ModelException">It is longer than <see cref="MostBytes"/>.</exception>
    public static byte[] Read(string path)
    {
        CheckName(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        long length = file.CanSeek ? file.Length : 0;
        if (length > MostBytes)
            throw TooLong();
        var bytes = new byte[Math.Max(length + 1, 4096)];
        int count = 0;
        while (file.Read(bytes, count, bytes.Length - count) is var more and > 0)
        {
            count += more;
            if (count > MostBytes)
                throw TooLong();
            if (count == bytes.Length)
                Array.Resize(ref bytes, Math.Min(2 * count, MostBytes + 1));
        }
        return bytes[..count];
    }

    /// <summary>Whether an exception says that a file cannot be opened, read or written.</summary>
    public static bool IsRefusal(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <summary>What such an exception says, in the same words with and without .NET's own texts.</summary>
    public static string Reason(Exception e, string path) => e switch
    {
        _ when Directory.Exists(path) => "it is a folder",
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "there is no such folder",
        UnauthorizedAccessException => "permission is denied",
        PathTooLongException => "its name is too long",
        IOException { HResult: > 0 and <= ushort.MaxValue } => Marshal.GetPInvokeErrorMessage(e.HResult),
        _ => e.Message,
    };

    static void CheckName(string path)
    {
        if (path.Length == 0)
            throw new FileNotFoundException();
        if (ModelContent.HasHalves(path))
            throw new ModelException("its name is not Unicode");
        if (path.Contains('\0', StringComparison.Ordinal))
            throw new ModelException("its name has a zero character");
    }

    static ModelException TooLong() => new($"it is longer than {MostBytes} bytes");
}
