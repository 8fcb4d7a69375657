package io.keepwell.importing.guess;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the words of rating questions are as numbers.
final class ScoreWords {
    private static final Pattern NUMBER = Pattern.compile("[^0-9]*?([0-9]|10)(\\.0+)?[^0-9]*");
    private static final List<Scale> SCALES = List.of(
            scale(
                    0,
                    "bad|negative|no|unsatisfied|dissatisfied|schlecht|negativ|nein|mauvais|non|malo|thumbs down|bad i"
                            + " m unsatisfied",
                    "good|positive|yes|satisfied|gut|positiv|ja|bon|oui|bueno|si|thumbs up|good i m satisfied"),
            scale(
                    1,
                    "very dissatisfied|very unsatisfied|extremely dissatisfied|completely dissatisfied|sehr unzufrieden"
                            + "|tres insatisfait|muy insatisfecho",
                    "dissatisfied|unsatisfied|somewhat dissatisfied|rather dissatisfied|unzufrieden|eher unzufrieden"
                            + "|insatisfait|insatisfecho",
                    "neutral|neither|neither satisfied nor dissatisfied|neither nor|teils teils|weder noch|neutre",
                    "satisfied|somewhat satisfied|rather satisfied|zufrieden|eher zufrieden|satisfait|satisfecho",
                    "very satisfied|extremely satisfied|completely satisfied|sehr zufrieden|tres satisfait|muy"
                            + " satisfecho"),
            scale(
                    1,
                    "terrible|very poor|very bad|awful|sehr schlecht",
                    "poor|bad|schlecht",
                    "ok|okay|fair|average|neutral|mittel|mittelmassig",
                    "good|great|gut",
                    "excellent|amazing|very good|outstanding|sehr gut|ausgezeichnet"));

    private ScoreWords() {}

    /// @param low the number of the worst answer
    /// @param values by plain words
    record Scale(int low, int high, Map<String, Integer> values) {}

    private static Scale scale(int low, String... answers) {
        Map<String, Integer> values = new LinkedHashMap<>();
        for (int i = 0; i < answers.length; i++) {
            for (String word : answers[i].split("\\|", -1)) {
                values.put(word, low + i);
            }
        }
        return new Scale(low, low + answers.length - 1, values);
    }

    /// The number that stands in a text, as in `Extremely likely - 10`; up to 10.
    static Optional<Integer> number(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.matches() ? Optional.of(Integer.valueOf(number.group(1))) : Optional.empty();
    }

    /// Whether a text is a rating on any scale.
    static Optional<Integer> value(String text) {
        return number(text)
                .or(() -> SCALES.stream()
                        .flatMap(scale -> Optional.ofNullable(scale.values().get(Role.words(text))).stream())
                        .findFirst());
    }

    /// The scale on which most of the texts without a number are; empty where none of them is on one.
    static Optional<Scale> scale(List<String> texts) {
        Optional<Scale> best = Optional.empty();
        long most = 0;
        for (Scale scale : SCALES) {
            long known = texts.stream()
                    .filter(text -> number(text).isEmpty())
                    .filter(text -> scale.values().containsKey(Role.words(text)))
                    .count();
            if (known > most) {
                most = known;
                best = Optional.of(scale);
            }
        }
        return best;
    }
}
