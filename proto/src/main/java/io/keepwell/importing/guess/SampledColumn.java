package io.keepwell.importing.guess;

import io.keepwell.importing.guess.TimeFormats.Format;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One column of a sample, and what its cells seem to be.
///
/// @param words its name in plain words
/// @param rows its cell in each row; empty where there is nothing, or something odd
/// @param odd texts that don't fit what the column holds, such as `tbd` among days
/// @param hasBlanks whether the file has nothing there in some row
/// @param times formats in which all of them are moments or days; none where they aren't
record SampledColumn(
        String name, String words, List<String> rows, List<String> odd, boolean hasBlanks, List<Format> times) {
    private static final int MOST_ODD = 3;
    private static final Pattern NUMBER = Pattern.compile(
            "(?<sign>[-+(]?)(?<before>[^0-9+\\-(.,]{0,6})(?<number>[-+(]?[0-9][0-9.,'’ \u00a0\u202f]*[)-]?)(?<after>[^0-9]{0,6})");
    private static final Pattern PLAIN = Pattern.compile("[-+(]?[0-9]+(\\.[0-9]+)?[)-]?");
    private static final Pattern COMMA =
            Pattern.compile("[-+(]?([0-9]{1,3}([.'’ \u00a0\u202f][0-9]{3})+|[0-9]+)(,[0-9]+)?[)-]?");
    private static final Pattern POINT =
            Pattern.compile("[-+(]?([0-9]{1,3}([,'’ \u00a0\u202f][0-9]{3})+|[0-9]+)(\\.[0-9]+)?[)-]?");
    private static final Pattern THOUSANDS = Pattern.compile("[-+(]?[0-9]{1,3}(\\.[0-9]{3})+[)-]?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,15}(\\.0+)?");
    private static final Pattern CODE = Pattern.compile("[A-Za-z]{3}");

    SampledColumn {
        rows = List.copyOf(rows);
        odd = List.copyOf(odd);
        times = List.copyOf(times);
    }

    static SampledColumn of(String name, List<String> rows) {
        String words = Role.words(name);
        List<String> filled = rows.stream().filter(cell -> !cell.isEmpty()).toList();
        boolean timely = Stream.of(
                        Role.CREATED, Role.START, Role.END, Role.CANCELLED, Role.REPLIED, Role.RESOLVED, Role.TRIAL)
                .anyMatch(role -> role.isSaidBy(words));
        boolean blanks = filled.size() < rows.size();
        List<Format> times = TimeFormats.of(filled, timely);
        if (!times.isEmpty()) {
            return new SampledColumn(name, words, rows, List.of(), blanks, times);
        }
        Set<String> odd = timely ? oddTimes(filled) : Set.of();
        if (!odd.isEmpty()) {
            List<String> fitting = without(rows, odd);
            return new SampledColumn(
                    name,
                    words,
                    fitting,
                    List.copyOf(odd),
                    blanks,
                    TimeFormats.of(
                            fitting.stream().filter(cell -> !cell.isEmpty()).toList(), true));
        }
        if (Role.SCORE.isSaidBy(words)) {
            odd = odd(filled, cell -> ScoreWords.value(cell).isPresent(), WHOLE.asMatchPredicate());
        } else if (Role.AMOUNT.isSaidBy(words) || Role.QUANTITY.isSaidBy(words)) {
            odd = odd(filled, NUMBER.asMatchPredicate(), NUMBER.asMatchPredicate());
        }
        return new SampledColumn(name, words, without(rows, odd), List.copyOf(odd), blanks, List.of());
    }

    private static List<String> without(List<String> rows, Set<String> odd) {
        return rows.stream().map(cell -> odd.contains(cell) ? "" : cell).toList();
    }

    private static Set<String> oddTimes(List<String> filled) {
        List<Format> formats = filled.stream()
                .filter(cell -> cell.chars().anyMatch(Character::isDigit))
                .distinct()
                .limit(MOST_ODD + 1)
                .flatMap(cell -> TimeFormats.of(List.of(cell), true).stream())
                .distinct()
                .toList();
        Set<String> odd =
                odd(filled, cell -> formats.stream().anyMatch(format -> TimeFormats.fits(format, cell)), _ -> true);
        List<String> fitting =
                filled.stream().filter(cell -> !odd.contains(cell)).toList();
        return TimeFormats.of(fitting, true).isEmpty() ? Set.of() : odd;
    }

    /// The few texts that fit a column less well than all others do.
    ///
    /// @param proves whether a text speaks for what the column seems to hold
    /// @return empty where there are none, or so many that the column rather holds something else
    private static Set<String> odd(List<String> filled, Predicate<String> fits, Predicate<String> proves) {
        Set<String> odd = filled.stream().filter(fits.negate()).collect(Collectors.toCollection(TreeSet::new));
        long fitting = filled.stream().filter(fits.and(proves)).count();
        long others = filled.stream().filter(odd::contains).count();
        // Empty ones are empty in every column, so it can't be a number that another column may mean.
        boolean safe = odd.stream().noneMatch(text -> WHOLE.matcher(text).matches());
        boolean few = odd.size() == 1 || (odd.size() <= MOST_ODD && fitting >= others);
        return fitting > 0 && few && safe ? odd : Set.of();
    }

    /// Those that are filled.
    List<String> cells() {
        return rows.stream().filter(cell -> !cell.isEmpty()).toList();
    }

    List<String> distinct() {
        return rows.stream().filter(cell -> !cell.isEmpty()).distinct().toList();
    }

    boolean hasGaps() {
        return rows.stream().anyMatch(String::isEmpty);
    }

    /// Whether it has something in each row in which the other one has.
    boolean isWhereverIs(SampledColumn other) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).isEmpty() && !other.rows().get(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    boolean is(Role role) {
        return role.isSaidBy(words);
    }

    /// Whether its name has a word that the pattern describes.
    boolean says(String pattern) {
        return (" " + words + " ").matches(".* (" + pattern + ") .*");
    }

    boolean isTime() {
        return !times.isEmpty();
    }

    boolean isEmpty() {
        return rows.stream().allMatch(String::isEmpty);
    }

    boolean isUnique() {
        List<String> cells = cells();
        return !cells.isEmpty() && new HashSet<>(cells).size() == cells.size();
    }

    boolean isWhole() {
        return !isEmpty()
                && cells().stream().allMatch(cell -> WHOLE.matcher(cell).matches());
    }

    long most() {
        return cells().stream()
                .mapToLong(cell -> new BigDecimal(cell).longValue())
                .max()
                .orElse(0);
    }

    boolean isCurrency() {
        return !isEmpty()
                && cells().stream().allMatch(cell -> CODE.matcher(cell).matches());
    }

    /// How numbers are written there.
    ///
    /// @param decimal empty where nothing has to be said
    /// @param isOpen whether the mark could be the other one as well
    /// @param signs what stands beside them
    record Numbers(Optional<String> decimal, boolean isOpen, List<String> signs, boolean hasNegative) {
        /// Whether they can be compared as they stand.
        boolean arePlain() {
            return decimal.isEmpty() && signs.isEmpty();
        }
    }

    /// Whether a number's cell is one below zero.
    static boolean isNegative(String cell) {
        Matcher read = NUMBER.matcher(cell);
        if (!read.matches()) {
            return false;
        }
        String number = read.group("sign") + read.group("number").strip();
        return number.startsWith("-") || number.startsWith("(") || number.endsWith("-");
    }

    /// @return empty where not all cells are numbers
    Optional<Numbers> numbers() {
        if (isEmpty()) {
            return Optional.empty();
        }
        List<Matcher> read = cells().stream().map(NUMBER::matcher).toList();
        if (!read.stream().allMatch(Matcher::matches)) {
            return Optional.empty();
        }
        List<String> numbers = read.stream()
                .map(each -> each.group("sign") + each.group("number").strip())
                .toList();
        List<String> signs = read.stream()
                .flatMap(each -> Stream.of(each.group("before"), each.group("after")))
                .map(String::strip)
                .filter(sign -> !sign.isEmpty())
                .distinct()
                .toList();
        boolean negative = cells().stream().anyMatch(SampledColumn::isNegative);
        if (numbers.stream().allMatch(each -> PLAIN.matcher(each).matches())) {
            List<String> pointed =
                    numbers.stream().filter(each -> each.contains(".")).toList();
            boolean open = !pointed.isEmpty()
                    && pointed.stream().allMatch(each -> THOUSANDS.matcher(each).matches());
            return Optional.of(new Numbers(Optional.empty(), open, signs, negative));
        }
        boolean point = numbers.stream().allMatch(each -> POINT.matcher(each).matches());
        boolean comma = numbers.stream().allMatch(each -> COMMA.matcher(each).matches());
        if (!point && !comma) {
            return Optional.empty();
        }
        return Optional.of(new Numbers(Optional.of(point ? "." : ","), point && comma, signs, negative));
    }
}
