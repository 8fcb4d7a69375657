package io.keepwell.deploy.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Whom the story is about: firms with names of their own, and the people who look after them.
final class CompanyNames {
    static final List<String> OWNERS = List.of(
            "A. Okafor", "M. Duarte", "S. Lindqvist", "J. Novak", "P. Rossi", "K. Tanaka", "L. Moreau", "E. Hansen");
    static final List<String> AGENTS =
            List.of("Ines", "Tomasz", "Priya", "Jonas", "Aylin", "Marek", "Chloe", "Sven", "Rosa");
    static final List<String> INDUSTRIES =
            List.of("Manufacturing", "Health", "Retail", "Finance", "Logistics", "Education", "Media");
    static final List<String> CHANNELS = List.of("Web", "Web", "Partner", "Outbound", "Referral", "Events");

    private static final List<List<String>> TRADES = List.of(
            List.of("Werkzeuge", "Robotics", "Steel", "Valves", "Castings", "Packaging", "Ceramics", "Optics"),
            List.of("Clinics", "Dental", "Pharma", "Care", "Diagnostics", "Medical", "Therapy", "Labs"),
            List.of("Stores", "Outdoor", "Furniture", "Bikes", "Fashion", "Foods", "Books", "Wines"),
            List.of("Capital", "Insurance", "Savings", "Leasing", "Advisory", "Payments", "Trust", "Brokers"),
            List.of("Freight", "Logistics", "Shipping", "Couriers", "Ports", "Rail", "Storage", "Fleet"),
            List.of("Academy", "Schools", "Learning", "Institute", "Campus", "Training", "Tutors", "Press"),
            List.of("Media", "Studios", "Games", "Film", "Publishing", "Radio", "Events", "Music"));
    private static final List<String> BEGINNINGS = List.of(
            "Al", "Bel", "Cor", "Dar", "El", "Fin", "Gal", "Hel", "Is", "Jor", "Kel", "Lum", "Mar", "Nor", "Or", "Pel",
            "Quin", "Ros", "Sol", "Tal", "Ul", "Ven", "Wex", "Xan", "Yel", "Zer", "Bran", "Clar", "Dun", "Esk", "Fal",
            "Gren", "Hav", "Ild", "Kar", "Lind", "Mel", "Nav", "Ost", "Prim", "Rav", "Sten", "Tor", "Und", "Val",
            "Wil");
    private static final List<String> ENDINGS = List.of(
            "ani", "ara", "avia", "bera", "cado", "centa", "denta", "dora", "elis", "entis", "era", "fora", "gard",
            "heim", "ico", "ida", "ilon", "imo", "inga", "iva", "kora", "lanta", "lia", "lora", "mara", "mento", "mira",
            "nea", "nova", "ona", "orix", "ova", "pera", "quist", "rion", "sana", "sella", "sphere", "tera", "tia",
            "tonic", "tura", "vance", "vanta", "vera", "via", "vita", "wick", "xia", "zara");

    /// Where customers are, and what firms and families are called there.
    private enum Home {
        DACH("DACH", "GmbH AG KG", """
                Brandt Vogel Keller Ziegler Hofer Lorenz Steiner Albrecht Winkler Baumann Egger Franke Gruber
                Huber Jansen Kessler Lehner Moser Naumann Ott Pichler Reuter Seidel Thoma Ulrich Voss Wenzel
                Zeller Bachmann Dreher"""),
        NORDICS("Nordics", "AB AS Oy A/S", """
                Lindqvist Berg Dahl Eklund Forsberg Halvorsen Iversen Jokinen Koskinen Lund Mikkelsen Nyström
                Olsen Pedersen Rantanen Sandberg Thorsen Virtanen Wallin Åkesson Bjerke Holm Krogh Nygaard
                Strand"""),
        BRITAIN("UK & Ireland", "Ltd plc", """
                Ashworth Barlow Carrick Doyle Ellison Fairfax Gallagher Hargreaves Ingram Keane Lockwood
                Maguire Norwood O'Hara Pemberton Quigley Radcliffe Stanton Thackeray Underhill Wakefield
                Yardley Brannigan Holloway Mercer"""),
        FRANCE("France", "SAS SARL SA", """
                Moreau Lefèvre Girard Bonnet Chevalier Delorme Fournier Guérin Lacroix Marchand Noël Perrin
                Renaud Sauvage Tessier Vasseur Aubert Bertin Colin Dumont Faure Gaillard Hébert Jourdan Laurent"""),
        SOUTH("Southern Europe", "SpA Srl SL Lda", """
                Rossi Bianchi Ferrari Colombo Ricci Marino Greco Conti Costa Serrano Navarro Molina Ortega
                Delgado Castro Iglesias Santos Pereira Almeida Carvalho Nunes Papadakis Galli Fontana Rinaldi"""),
        AMERICA("North America", "Inc. LLC Corp.", """
                Whitaker Coleman Delaney Ellsworth Foster Grayson Hollis Jennings Kendrick Langley Maddox
                Newell Oakley Prescott Ramsey Sawyer Tillman Vance Weaver Abbott Bowen Chandler Dawson Emerson
                Harlan""");

        private final String region;
        private final String forms;
        private final String families;

        /// @param forms of firms, with blanks between
        /// @param families with blanks between
        Home(String region, String forms, String families) {
            this.region = region;
            this.forms = forms;
            this.families = families;
        }

        List<String> forms() {
            return List.of(forms.split(" "));
        }

        List<String> families() {
            return List.of(families.split("\\s+"));
        }
    }

    private final Random random;
    private final List<String> brands;
    private final Set<String> taken = new LinkedHashSet<>();

    CompanyNames(long seed) {
        this.random = new Random(seed);
        List<String> all = new ArrayList<>();
        for (String beginning : BEGINNINGS) {
            for (String ending : ENDINGS) {
                all.add(beginning + ending);
            }
        }
        Collections.shuffle(all, random);
        this.brands = all;
    }

    /// A firm that is or may become a customer.
    ///
    /// @param number from 1
    /// @param baseline how content it is in the long run: around 0, mostly from -1.5 to 1.5
    record Member(
            int number,
            String name,
            Size size,
            String region,
            String industry,
            String channel,
            String product,
            String owner,
            double baseline) {
        /// Whether it pays in US dollars.
        boolean paysInDollars() {
            return region.equals(Home.AMERICA.region);
        }
    }

    Member next(int number) {
        double draw = random.nextDouble();
        Size size = draw < 0.6 ? Size.SMALL : draw < 0.9 ? Size.MEDIUM : Size.LARGE;
        Home home = home(random.nextDouble());
        int industry = random.nextInt(INDUSTRIES.size());
        return new Member(
                number,
                name(number, home, industry),
                size,
                home.region,
                INDUSTRIES.get(industry),
                any(CHANNELS),
                random.nextInt(4) == 0 ? "Insights" : "Core",
                any(OWNERS),
                random.nextGaussian() * 0.75);
    }

    private static Home home(double draw) {
        if (draw < 0.36) {
            return Home.DACH;
        }
        if (draw < 0.52) {
            return Home.NORDICS;
        }
        if (draw < 0.68) {
            return Home.BRITAIN;
        }
        if (draw < 0.8) {
            return Home.FRANCE;
        }
        return draw < 0.9 ? Home.SOUTH : Home.AMERICA;
    }

    private String name(int number, Home home, int industry) {
        String name = number % 2 == 0 ? brand(industry) : family(home, industry);
        while (!taken.add(name)) {
            name = number % 2 == 0 ? brand(industry) : family(home, industry);
        }
        return name;
    }

    private String brand(int industry) {
        String brand = brands.get((taken.size() * 7 + random.nextInt(7)) % brands.size());
        return random.nextBoolean() ? brand : brand + " " + any(TRADES.get(industry));
    }

    private String family(Home home, int industry) {
        String family = any(home.families());
        String other = any(home.families());
        return switch (random.nextInt(5)) {
            case 0 -> family + " & " + (other.equals(family) ? "Partners" : other);
            case 1 -> family + " " + any(home.forms());
            case 2 -> family + " " + any(TRADES.get(industry)) + " " + any(home.forms());
            default -> family + " " + any(TRADES.get(industry));
        };
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
