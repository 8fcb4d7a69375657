package io.keepwell.importing.guess;

import io.keepwell.importing.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rows of totals or averages that end a file.
///
/// @param data all other rows
/// @param column in which they say so; empty where there are none
/// @param texts that they have there
record TotalRows(List<List<String>> data, String column, List<String> texts) {
    private static final int MOST = 3;
    private static final Pattern WORDS = Pattern.compile("(grand )?(totals?|sum|average|avg|mean|summe|gesamt(summe)?"
            + "|durchschnitt|mittelwert|moyenne|somme|promedio|suma|totale|media)( .*)?");

    static TotalRows of(Sample sample) {
        List<List<String>> rows = sample.rows();
        int last = rows.size();
        String column = "";
        List<String> texts = new ArrayList<>();
        while (sample.isWhole() && texts.size() < MOST && last > 2) {
            List<String> row = rows.get(last - 1);
            Optional<Integer> said = column(sample, row);
            if (said.isEmpty()
                    || !hasGap(row, rows.subList(0, last - 1))
                    || !(column.isEmpty() || column.equals(sample.heads().get(said.get())))) {
                break;
            }
            column = sample.heads().get(said.get());
            texts.addFirst(row.get(said.get()));
            last--;
        }
        return new TotalRows(rows.subList(0, last), column, List.copyOf(texts));
    }

    /// The first filled cell says it.
    private static Optional<Integer> column(Sample sample, List<String> row) {
        for (int i = 0; i < row.size(); i++) {
            if (!row.get(i).isEmpty()) {
                return WORDS.matcher(Role.words(row.get(i))).matches()
                                && Guess.Looked.canBeNamed(
                                        sample.heads(), sample.heads().get(i))
                        ? Optional.of(i)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// Whether it lacks what all others have.
    private static boolean hasGap(List<String> row, List<List<String>> others) {
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            if (row.get(i).isEmpty()
                    && others.stream().noneMatch(other -> other.get(column).isEmpty())) {
                return true;
            }
        }
        return false;
    }
}
