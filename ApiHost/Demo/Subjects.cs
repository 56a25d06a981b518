using Instagram.ApiHost.Demo.Painting;

namespace Instagram.ApiHost.Demo;

/// <summary>Captions, hashtags and places that fit to what was painted.</summary>
internal static class Subjects
{
    public static IReadOnlyDictionary<Scene, Subject> All { get; } = new Dictionary<Scene, Subject>
    {
        [Scene.Mountains] = new(
            "Mountain ranges in the haze, pines in front",
            [
                "Seven ridges. I counted twice.", "The valley was still asleep.", "Worth every blister.",
                "First light, and nobody but the birds.", "This is why the alarm was set to four.",
                "We carried the tent for this. And the coffee.", "Blue on blue on blue.", "The summit can wait.",
            ],
            ["mountains", "hiking", "goldenhour", "outdoors", "wanderlust"],
            [
                new("Dolomites", 46.41, 11.84), new("Triglav", 46.378, 13.837), new("Grossglockner", 47.074, 12.694),
                new("Torres del Paine", -50.942, -73.407)
            ]),
        [Scene.Sea] = new(
            "A low sun over the sea",
            [
                "Salt in the hair, nothing in the inbox.", "The sea does this every evening, for free.",
                "Last swim of the day.",
                "Wind from the west, three knots, no plans.", "The light on the water stayed for ten minutes.",
                "Stood here until it got cold.", "Low tide, long shadows.",
            ],
            ["sea", "sunset", "coast", "sailing", "goldenhour"],
            [
                new("Cabo da Roca", 38.781, -9.499), new("Skagen", 57.721, 10.584), new("Big Sur", 36.27, -121.807),
                new("Isle of Skye", 57.273, -6.215)
            ]),
        [Scene.City] = new(
            "A skyline at night, mirrored in a river",
            [
                "Every window is a story.", "Missed the last train. Didn't mind.", "The river keeps a second city.",
                "Walked home the long way.", "Blue hour, then all the others.", "Somebody up there is working late.",
            ],
            ["city", "skyline", "nightphotography", "bluehour", "architecture"],
            [
                new("Shanghai, the Bund", 31.24, 121.49), new("Brooklyn Bridge Park", 40.702, -73.996),
                new("Frankfurt, Mainufer", 50.107, 8.687), new("Marina Bay", 1.283, 103.86)
            ]),
        [Scene.Forest] = new(
            "Conifers in the fog",
            [
                "The fog did all the work.", "Quiet enough to hear the moss.", "A path, if you believe in it.",
                "Every shade of not yet.", "Went for mushrooms, came back with this.",
                "The trees at the back are the oldest.",
            ],
            ["forest", "fog", "moody", "outdoors", "trees"],
            [
                new("Black Forest", 48.27, 8.19), new("Białowieża", 52.70, 23.87),
                new("Olympic National Park", 47.80, -123.60)
            ]),
        [Scene.Dunes] = new(
            "Dunes in low light, a caravan far away",
            [
                "They walked on and never looked back.", "Sand remembers the wind.",
                "No signal, all the stars to come.",
                "The quietest place I know.", "Followed our own footprints home.",
                "It is not empty. It is just patient.",
            ],
            ["desert", "dunes", "wanderlust", "minimal", "goldenhour"],
            [new("Erg Chebbi", 31.146, -3.97), new("Wadi Rum", 29.576, 35.42), new("Sossusvlei", -24.727, 15.29)]),
        [Scene.Aurora] = new(
            "Northern lights over a lake",
            [
                "Kp 6 and no clouds. We screamed.", "Fingers frozen, zero regrets.",
                "It moved like a curtain in a draught.",
                "Stayed until the flask was empty.", "Nobody spoke for twenty minutes.",
                "Went out for firewood. Forgot the firewood.",
            ],
            ["aurora", "northernlights", "nightsky", "winter", "stars"],
            [new("Abisko", 68.35, 18.83), new("Lofoten", 68.23, 14.57), new("Yellowknife", 62.454, -114.372)]),
        [Scene.Balloons] = new(
            "Hot-air balloons over hills",
            [
                "They asked if I was afraid of heights. I was.", "Up before the birds.",
                "Nobody steers, everybody arrives.",
                "Breakfast at six hundred metres.", "Count them, I'll wait.", "Soft landing, mostly.",
            ],
            ["balloons", "sky", "colours", "morning", "wanderlust"],
            [new("Göreme", 38.643, 34.829), new("Bristol", 51.447, -2.641), new("Albuquerque", 35.196, -106.597)]),
        [Scene.Cabin] = new(
            "A hut in the snow with its lights on",
            [
                "Stove on, phone off.", "The road closed behind us. Perfect.", "Soup at six. Boots at the door.",
                "It snowed until the fence was gone.", "One room, four friends, a lot of socks.", "Home, until Monday.",
            ],
            ["cabin", "winter", "snow", "cosy", "cabinlife"],
            [new("Røros", 62.574, 11.384), new("Kuusamo", 65.966, 29.19), new("Zell am See", 47.325, 12.797)]),
        [Scene.Flowers] = new(
            "Blossoms close up before a garden out of focus",
            [
                "Third year, first bloom.", "They follow the sun. I follow them.", "From the market, for no reason.",
                "The bees were here before me.", "Grew from a seed in an envelope.", "Somebody left these at the door.",
            ],
            ["flowers", "garden", "bloom", "macro", "colours"],
            [
                new("Kew Gardens", 51.479, -0.296), new("Keukenhof", 52.27, 4.546),
                new("Jardim Botânico, Lisboa", 38.718, -9.15)
            ]),
        [Scene.Geometry] = new(
            "A printed pattern of circles, arcs and leaves",
            [
                "Tile study, one of many.", "Printed this morning, still drying.", "Four colours is plenty.",
                "Started with a circle.", "For the kitchen wall, if the kitchen agrees.", "Rules: no ruler.",
            ],
            ["design", "pattern", "printmaking", "colours", "bauhaus"],
            [new("Bauhaus Dessau", 51.839, 12.227), new("Museu do Azulejo", 38.725, -9.114)]),
        [Scene.Cat] = new(
            "A cat on a window sill in the evening",
            [
                "She pays no rent.", "On watch.", "The neighbours' show is on again.",
                "He waits for the moon. Every night.",
                "Not allowed up there. Obviously.", "Supervising the sunset.",
            ],
            ["cat", "catlife", "cosy", "home", "evening"],
            [new("Balat, Istanbul", 41.029, 28.949), new("Yanaka, Tokyo", 35.727, 139.766)]),
        [Scene.Coffee] = new(
            "A cup of coffee from above, a figure in the milk",
            [
                "One more and then I start.", "My best pour this week. It's Friday.", "Found the good table.",
                "Meeting postponed. Thank you.", "They remember my order now. I live here.",
                "Cookies are breakfast if you believe.",
            ],
            ["coffee", "latteart", "morning", "cosy", "cafe"],
            [
                new("Caffè San Marco, Trieste", 45.655, 13.776), new("Fuglen, Oslo", 59.917, 10.735),
                new("Ozone, London", 51.524, -0.086)
            ]),
    };
}
