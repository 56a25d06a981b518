namespace Orleans;

/// <summary>The way into the grains from code that is no grain.</summary>
public interface IClusterClient : IGrainFactory
{
    IServiceProvider ServiceProvider { get; }
}
