package io.keepwell.importing.guess;

import io.keepwell.importing.guess.TimeFormats.Format;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One column of a sample, and what its cells seem to be.
///
/// @param words its name in plain words
/// @param cells those that are filled
/// @param hasGaps whether some aren't
/// @param times formats in which all of them are moments or days; none where they aren't
record Column(String name, String words, List<String> cells, boolean hasGaps, List<Format> times) {
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

    static Column of(String name, List<String> all) {
        List<String> cells = all.stream().filter(cell -> !cell.isEmpty()).toList();
        String words = Role.words(name);
        boolean timely = List.of(
                        Role.CREATED, Role.START, Role.END, Role.CANCELLED, Role.REPLIED, Role.RESOLVED, Role.TRIAL)
                .stream()
                .anyMatch(role -> role.isSaidBy(words));
        return new Column(name, words, cells, cells.size() < all.size(), TimeFormats.of(cells, timely));
    }

    boolean is(Role role) {
        return role.isSaidBy(words);
    }

    boolean isTime() {
        return !times.isEmpty();
    }

    boolean isUnique() {
        return !cells.isEmpty() && new HashSet<>(cells).size() == cells.size();
    }

    boolean isWhole() {
        return !cells.isEmpty()
                && cells.stream().allMatch(cell -> WHOLE.matcher(cell).matches());
    }

    long least() {
        return cells.stream()
                .mapToLong(cell -> new BigDecimal(cell).longValue())
                .min()
                .orElse(0);
    }

    long most() {
        return cells.stream()
                .mapToLong(cell -> new BigDecimal(cell).longValue())
                .max()
                .orElse(0);
    }

    boolean isCurrency() {
        return !cells.isEmpty()
                && cells.stream().allMatch(cell -> CODE.matcher(cell).matches());
    }

    /// How numbers are written there.
    ///
    /// @param decimal empty where nothing has to be said
    /// @param isOpen whether the mark could be the other one as well
    /// @param signs what stands beside them
    record Numbers(Optional<String> decimal, boolean isOpen, List<String> signs, boolean hasNegative) {}

    /// @return empty where not all cells are numbers
    Optional<Numbers> numbers() {
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        List<Matcher> read = cells.stream().map(NUMBER::matcher).toList();
        if (!read.stream().allMatch(Matcher::matches)) {
            return Optional.empty();
        }
        List<String> numbers = read.stream()
                .map(each -> each.group("sign") + each.group("number").strip())
                .toList();
        List<String> signs = read.stream()
                .flatMap(each -> java.util.stream.Stream.of(each.group("before"), each.group("after")))
                .map(String::strip)
                .filter(sign -> !sign.isEmpty())
                .distinct()
                .toList();
        boolean negative =
                numbers.stream().anyMatch(each -> each.startsWith("-") || each.startsWith("(") || each.endsWith("-"));
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
