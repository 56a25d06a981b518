using System.Text;

namespace Instagram.Embedded.Calls;

/// <summary>Writes a cycle of calls: "A(1).Foo → B(2).Bar → A(1).Baz".</summary>
internal static class CallPath
{
    internal static string Describe(Call last, Call first)
    {
        var steps = new Stack<string>();
        for (var call = last; call is not null; call = call.Parent)
        {
            steps.Push(call.ToString());
            if (ReferenceEquals(call, first))
            {
                break;
            }
        }

        return new StringBuilder("The call would wait for itself: ").AppendJoin(" → ", steps).Append('.').ToString();
    }
}
