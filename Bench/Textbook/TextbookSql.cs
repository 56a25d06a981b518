namespace Instagram.Bench.Textbook;

/// <summary>The statements beside this file.</summary>
internal static class TextbookSql
{
    public static string Read(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Textbook", $"{name}.sql"));
}
