package io.keepwell.importing.guess;

import io.keepwell.importing.Layout;
import io.keepwell.importing.guess.Guess.Looked;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A file that nobody has described, and which of its columns hold what.
///
/// @param fileWords its name in plain words
/// @param isWhole whether all of its rows were looked at
/// @param hasCurrencyName whether a column has the name by which mappings name the firm's currency
/// @param totals rows that aren't looked at
record GuessedTable(
        Path file,
        Layout layout,
        List<SampledColumn> columns,
        String fileWords,
        boolean isWhole,
        boolean hasCurrencyName,
        TotalRows totals) {
    /// What may happen to be different in each row, and says nothing of which row it is.
    private static final List<Role> NO_IDS = List.of(
            Role.ACCOUNT,
            Role.SCORE,
            Role.AMOUNT,
            Role.INTERVAL,
            Role.QUANTITY,
            Role.COMMENT,
            Role.NAME,
            Role.STATUS,
            Role.CURRENCY,
            Role.PLAN,
            Role.PRODUCT,
            Role.SEGMENT,
            Role.INDUSTRY,
            Role.REGION,
            Role.OWNER,
            Role.AGENT);
    /// What may tell rows of one customer and day apart.
    private static final List<Role> TELLING =
            List.of(Role.TICKET, Role.PLAN, Role.PRODUCT, Role.NAME, Role.PERSON, Role.CHANNEL);

    GuessedTable {
        columns = List.copyOf(columns);
    }

    static GuessedTable of(Looked looked) {
        return new GuessedTable(
                looked.file(),
                looked.sample().layout(),
                looked.columns(),
                Role.words(String.valueOf(looked.file().getFileName()).replaceAll("\\.[A-Za-z.]+$", "")),
                looked.sample().isWhole(),
                looked.sample().heads().contains(Guess.CURRENCY),
                TotalRows.of(looked.sample()));
    }

    /// Whether the name of a column or of the file says it.
    boolean isAbout(Role role) {
        return has(role) || role.isSaidBy(fileWords);
    }

    /// How many rows were looked at.
    int size() {
        return totals.data().size();
    }

    boolean has(Role role) {
        return columns.stream().anyMatch(column -> column.is(role));
    }

    Optional<SampledColumn> first(Predicate<SampledColumn> wanted) {
        return columns.stream().filter(wanted).findFirst();
    }

    /// The first column of a role that is neither a moment nor empty.
    Optional<SampledColumn> column(Role role) {
        return first(column -> column.is(role) && !column.isTime() && !column.isEmpty());
    }

    Optional<SampledColumn> time(Role... roles) {
        return Arrays.stream(roles)
                .flatMap(role -> columns.stream().filter(column -> column.isTime() && column.is(role)))
                .findFirst();
    }

    /// When it happened: what is named like that, else the first moment that every row has, else the first.
    Optional<SampledColumn> whenItHappened() {
        Predicate<SampledColumn> here = column -> column.isTime() && !column.hasBlanks();
        Predicate<SampledColumn> first =
                column -> Stream.of(Role.RESOLVED, Role.END, Role.CANCELLED, Role.REPLIED, Role.CHANGED)
                        .noneMatch(column::is);
        return first(column -> here.test(column)
                        && first.test(column)
                        && column.is(Role.CREATED)
                        && column.words().contains("creat"))
                .or(() -> first(column -> here.test(column) && first.test(column) && column.is(Role.CREATED)))
                .or(() -> first(column -> here.test(column) && first.test(column)))
                .or(() -> first(here))
                .or(() -> first(SampledColumn::isTime));
    }

    Optional<SampledColumn> startTime() {
        return first(column ->
                        column.isTime() && column.is(Role.START) && !column.is(Role.TRIAL) && !column.is(Role.END))
                .or(() -> first(column -> column.isTime() && column.is(Role.START)))
                .or(() -> time(Role.CREATED));
    }

    Optional<SampledColumn> amount() {
        return first(column -> column.is(Role.AMOUNT)
                && !column.isTime()
                && !column.is(Role.ID)
                && column.numbers().isPresent());
    }

    /// What tells rows apart, if a column does.
    Optional<SampledColumn> idColumn() {
        Predicate<SampledColumn> apart = column -> column.isUnique() && !column.hasGaps() && !column.isTime();
        return first(column -> column.is(Role.ID) && apart.test(column))
                .or(() -> first(column -> column.is(Role.ID) && !column.hasGaps()))
                .or(() -> account().filter(column -> isNumbered(column) && apart.test(column)))
                .or(() -> first(column -> apart.test(column) && NO_IDS.stream().noneMatch(column::is)));
    }

    /// Whether no two rows have the same in all of these columns.
    boolean areTold(List<SampledColumn> by) {
        Set<List<String>> seen = new HashSet<>();
        for (int i = 0; i < size(); i++) {
            int row = i;
            if (!seen.add(by.stream().map(column -> column.rows().get(row)).toList())) {
                return false;
            }
        }
        return !by.isEmpty();
    }

    /// As few columns as tell rows apart, beginning with these; or all that might, where they don't.
    List<SampledColumn> apart(List<SampledColumn> first) {
        List<SampledColumn> by = new ArrayList<>(first);
        List<SampledColumn> more = columns.stream()
                .filter(column -> TELLING.stream().anyMatch(column::is) && !column.isTime() && !column.isEmpty())
                .filter(column -> !column.is(Role.SCORE) && !column.is(Role.COMMENT) && !by.contains(column))
                .toList();
        for (SampledColumn each : more) {
            if (areTold(by)) {
                break;
            }
            by.add(each);
        }
        return areTold(by) ? by : List.copyOf(first);
    }

    private boolean hasPerson() {
        return columns.stream().anyMatch(column -> column.is(Role.PERSON) && !column.isTime() && !column.isEmpty());
    }

    /// Whether it may be the name of a customer, and of nothing else.
    private boolean isName(SampledColumn column) {
        return column.is(Role.NAME)
                && !column.isTime()
                && !column.isEmpty()
                && Stream.of(Role.DEAL, Role.TICKET, Role.PRODUCT, Role.PLAN, Role.OWNER, Role.AGENT)
                        .noneMatch(column::is);
    }

    /// Whether a column's name says that it holds a number or key rather than a name.
    static boolean isNumbered(SampledColumn column) {
        return column.words().matches("(.* )?(id|ids|nr|no|number|nummer|key|#|[a-z]*nummer|[a-z]*nr)");
    }

    Optional<SampledColumn> account() {
        Predicate<SampledColumn> usable = column -> column.is(Role.ACCOUNT)
                && !column.isTime()
                && !column.isEmpty()
                && !column.is(Role.AMOUNT)
                && !column.is(Role.SCORE)
                && !column.is(Role.CURRENCY);
        return first(column -> usable.test(column) && isNumbered(column))
                .or(() -> first(column -> usable.test(column) && !column.is(Role.NAME) && !column.is(Role.OWNER)))
                .or(() -> first(usable))
                .or(() -> hasPerson() ? Optional.empty() : first(this::isName));
    }
}
