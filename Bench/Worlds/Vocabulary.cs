namespace Instagram.Bench.Worlds;

/// <summary>What people and places are called and what captions are about.</summary>
internal static class Vocabulary
{
    public static readonly string[] FirstNames = Split(
        """
        ana ben clara david elena felix greta hugo ines jakub karla liam mara nils olga pablo quinn rosa samir tereza
        ulla viktor wanda xenia yusuf zora adam bela carlos dora emil fatima george hana ivan julia kofi lena marco nora
        """);

    public static readonly string[] LastNames = Split(
        """
        novak garcia kowalski dubois rossi tanaka okafor lindgren moreau petrov silva haddad nguyen fischer murphy
        jensen costa horvat ivanov kimura larsen mendez nakamura olsen popov quintero reyes sato takahashi ueda vargas
        weber xu yamamoto zimmer andersen bauer castillo dvorak eriksen ferrari greco hansen ibrahim jansen keller lopez
        """);

    public static readonly string[] PlaceNames = Split(
        """
        Harbour Old-Town Garden Market Bridge Castle Museum Station Beach Lake Tower Square Cafe Library Park Cathedral
        Hill Mill Island Forest Palace Theatre Stadium Gallery Cove Falls Canyon Valley Terrace Pier
        """);

    public static readonly string[] Words = Split(
        """
        morning light coffee sunset beach friends travel summer street winter forest garden mountain river city night
        blue home dinner music dog cat bread flower rain snow autumn spring market harbour bridge train window quiet
        walk run yoga bike book tea cake lunch breakfast wine cheese pasta pizza salad soup kitchen table chair lamp
        sky cloud star moon sun sea wave sand stone tree leaf grass bird horse sheep goat bee honey butter apple pear
        plum cherry lemon orange berry mint basil pepper salt sugar flour milk egg fish boat sail island cove pier
        lighthouse storm wind fog mist frost ice fire smoke ember lantern candle shadow mirror glass paper ink pencil
        brush canvas paint clay thread wool linen cotton silk button ribbon hat scarf coat boots glove ring watch camera
        film lens portrait landscape macro golden hour dawn dusk noon evening midnight weekend monday friday holiday
        birthday wedding baby family sister brother mother father grandma neighbour village square church tower castle
        museum gallery theatre concert guitar piano violin drum dance song poem story letter postcard map compass road
        trail hill valley meadow field farm barn fence gate door key stairs roof balcony terrace courtyard alley corner
        tram bus ferry plane airport station platform ticket suitcase backpack tent camp picnic hike climb swim dive
        surf ski skate football tennis chess puzzle game toy kite balloon carnival parade lights neon vintage modern
        """);

    private static string[] Split(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
