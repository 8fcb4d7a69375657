package io.keepwell.importing.guess;

import io.keepwell.importing.Layout;
import io.keepwell.importing.guess.Guess.Looked;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A file that nobody has described, and which of its columns hold what.
///
/// @param fileWords its name in plain words
record Table(Path file, Layout layout, List<Column> columns, String fileWords) {
    Table {
        columns = List.copyOf(columns);
    }

    static Table of(Looked looked) {
        return new Table(
                looked.file(),
                looked.sample().layout(),
                looked.columns(),
                Role.words(String.valueOf(looked.file().getFileName()).replaceAll("\\.[A-Za-z.]+$", "")));
    }

    /// Whether the name of a column or of the file says it.
    boolean isAbout(Role role) {
        return has(role) || role.isSaidBy(fileWords);
    }

    boolean has(Role role) {
        return columns.stream().anyMatch(column -> column.is(role));
    }

    Optional<Column> first(Predicate<Column> wanted) {
        return columns.stream().filter(wanted).findFirst();
    }

    /// The first column of a role that is neither a moment nor empty.
    Optional<Column> column(Role role) {
        return first(
                column -> column.is(role) && !column.isTime() && !column.cells().isEmpty());
    }

    Optional<Column> time(Role... roles) {
        return Arrays.stream(roles)
                .flatMap(role -> columns.stream().filter(column -> column.isTime() && column.is(role)))
                .findFirst();
    }

    /// When it happened: what is named like that, else the first moment that every row has, else the first.
    Optional<Column> whenItHappened() {
        Predicate<Column> here = column -> column.isTime() && !column.hasGaps();
        Predicate<Column> first =
                column -> Stream.of(Role.RESOLVED, Role.END, Role.CANCELLED, Role.REPLIED, Role.CHANGED)
                        .noneMatch(column::is);
        return first(column -> here.test(column)
                        && first.test(column)
                        && column.is(Role.CREATED)
                        && column.words().contains("creat"))
                .or(() -> first(column -> here.test(column) && first.test(column) && column.is(Role.CREATED)))
                .or(() -> first(column -> here.test(column) && first.test(column)))
                .or(() -> first(here))
                .or(() -> first(Column::isTime));
    }

    Optional<Column> startTime() {
        return first(column ->
                        column.isTime() && column.is(Role.START) && !column.is(Role.TRIAL) && !column.is(Role.END))
                .or(() -> first(column -> column.isTime() && column.is(Role.START)))
                .or(() -> time(Role.CREATED));
    }

    Optional<Column> amount() {
        return first(column -> column.is(Role.AMOUNT)
                && !column.isTime()
                && !column.is(Role.ID)
                && column.numbers().isPresent());
    }

    /// What tells rows apart, if a column does.
    Optional<Column> idColumn() {
        Predicate<Column> apart = column -> column.isUnique() && !column.hasGaps() && !column.isTime();
        return first(column -> column.is(Role.ID) && apart.test(column))
                .or(() -> first(column -> column.is(Role.ID) && !column.hasGaps()))
                .or(() -> account().filter(column -> isNumbered(column) && apart.test(column)))
                .or(() -> first(column -> apart.test(column)
                        && !column.is(Role.ACCOUNT)
                        && !column.is(Role.SCORE)
                        && !column.is(Role.AMOUNT)));
    }

    /// Whether a column's name says that it holds a number or key rather than a name.
    static boolean isNumbered(Column column) {
        return column.words().matches("(.* )?(id|ids|nr|no|number|nummer|key|#|[a-z]*nummer|[a-z]*nr)");
    }

    Optional<Column> account() {
        Predicate<Column> usable = column -> column.is(Role.ACCOUNT)
                && !column.isTime()
                && !column.cells().isEmpty()
                && !column.is(Role.AMOUNT)
                && !column.is(Role.SCORE)
                && !column.is(Role.CURRENCY);
        return first(column -> usable.test(column) && isNumbered(column))
                .or(() -> first(column -> usable.test(column) && !column.is(Role.NAME) && !column.is(Role.OWNER)))
                .or(() -> first(usable));
    }
}
