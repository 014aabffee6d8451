namespace Haochaping.Kernel.Keys;

/// <summary>Files that only their owner may read (mode 0600), written whole or not at all.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    public static Result<byte[]> Read(string path)
    {
        if (!File.Exists(path))
        {
            return new Refusal(RefusalKind.NotFound, "keys-missing", $"找不到密钥文件 {path}，请执行 key init 或从离线备份导入。");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
        {
            return new Refusal(RefusalKind.NotAllowed, "keys-readable-by-others", $"密钥文件 {path} 可被其他用户读取，请执行 chmod 600 后重试。");
        }

        return File.ReadAllBytes(path);
    }

    /// <summary>Writes beside the file, flushes to disk, then moves into place.</summary>
    public static Result<Done> Write(string path, byte[] bytes, bool overwrite)
    {
        if (!overwrite && File.Exists(path))
        {
            return new Refusal(RefusalKind.Conflict, "keys-exist", $"密钥文件 {path} 已存在，不会覆盖。");
        }

        CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var beside = path + ".new";
        File.Delete(beside);
        using (var stream = new FileStream(beside, Options()))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite);
        return new Done();
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mode;
        }

        return options;
    }

    private static void CreateFolder(string folder) =>
        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, Mode | UnixFileMode.UserExecute);
}
