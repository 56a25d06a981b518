namespace Instagram.Tests.Privacy;

/// <summary>Adds up what the cases of the matrix have looked at; a case that found a leak is not among them.</summary>
public sealed class MatrixFigures : IDisposable
{
    private int _states;
    private int _cells;

    public void Add(int cells)
    {
        _states++;
        _cells += cells;
    }

    public void Dispose()
    {
        if (_states > 0)
        {
            Figures.Show("privacy matrix", $"{_cells} cells in {_states} of 6 states of an author, 0 leaks");
        }
    }
}
