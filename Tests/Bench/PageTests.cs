using System.Text;
using Instagram.Bench.Load;

namespace Instagram.Tests.Bench;

public sealed class PageTests
{
    [Fact]
    public void The_pieces_of_a_page_are_the_page()
    {
        var page = """{"posts":[{"id":"1","caption":"a"},{"id":"2","caption":"ü"}],"cursor":null}"""u8.ToArray();

        var pieces = Page.Split(page);

        Assert.Equal(2, pieces.Count);
        Assert.Equal(page, pieces.SelectMany(piece => piece));
        Assert.StartsWith(",{\"id\":\"2\"", Encoding.UTF8.GetString(pieces[1]), StringComparison.Ordinal);
    }
}
