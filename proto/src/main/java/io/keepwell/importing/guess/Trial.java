package io.keepwell.importing.guess;

import com.google.protobuf.Timestamp;
import io.keepwell.contract.RequiredFields;
import io.keepwell.importing.FirmTerms;
import io.keepwell.importing.ImportProblem;
import io.keepwell.importing.MappedFile;
import io.keepwell.importing.MappedRow;
import io.keepwell.importing.Mapping;
import io.keepwell.importing.MappingReader;
import io.keepwell.importing.RowProblem;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.SubscriptionStep;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What comes of the first rows of a file by a mapping, and what would be rejected.
final class Trial {
    private static final int MOST_PROBLEMS = 8;
    private static final FirmTerms ANY_FIRM = new FirmTerms(ZoneOffset.UTC, "EUR");

    private final List<String> problems = new ArrayList<>();
    private final Set<String> fields = new LinkedHashSet<>();
    private final Map<String, FirstUse> known = new HashMap<>();
    private final Map<String, Event> starts = new LinkedHashMap<>();
    private final Map<String, Event> ends = new LinkedHashMap<>();
    private int rows;
    private int given;
    private int exclusions;

    private record FirstUse(long line, Event event) {}

    private Trial() {}

    /// Comments for the head of a mapping.
    static List<String> of(Path path, String body) {
        Mapping mapping = MappingReader.parse("guess", body);
        Trial trial = new Trial();
        try {
            trial.run(mapping, path);
        } catch (ImportProblem unfit) {
            return List.of("# CHECK It can't be tried yet: " + shortened(String.valueOf(unfit.getMessage())));
        }
        trial.checkEnds();
        return trial.reported(mapping, path);
    }

    private void run(Mapping mapping, Path path) {
        try (MappedFile file = MappedFile.open("guess", mapping, path, ANY_FIRM)) {
            for (Optional<MappedRow> row = file.next(); row.isPresent() && rows < Guess.ROWS; row = file.next()) {
                rows++;
                given += row.get().events().size();
                exclusions += row.get().isExcluded() ? 1 : 0;
                for (RowProblem problem : row.get().problems()) {
                    add(problem.line(), problem.field(), problem.message());
                }
                for (Event event : row.get().events()) {
                    look(row.get().line(), event);
                }
            }
        }
    }

    /// The first problem of each field.
    private void add(long line, String field, String message) {
        if (fields.add(field) && problems.size() < MOST_PROBLEMS) {
            problems.add("#   CHECK line " + line + ", " + Text.shown(field) + ": " + shortened(message));
        }
    }

    /// Looks for what the server would reject.
    private void look(long line, Event event) {
        RequiredFields.firstMissing(event).ifPresent(missing -> add(line, missing.field(), missing.message()));
        MoneyLimits.firstWrong(event).ifPresent(wrong -> add(line, wrong.field(), wrong.message()));
        FirstUse before = known.putIfAbsent(event.getEventId(), new FirstUse(line, event));
        if (before != null && !before.event().equals(event)) {
            add(
                    line,
                    "event_id",
                    "'" + event.getEventId() + "' is also the id of line " + before.line()
                            + ", which says something else");
        }
        if (event.hasSubscriptionChange()) {
            String id = event.getSubscriptionChange().getSubscriptionId();
            SubscriptionStep step = event.getSubscriptionChange().getStep();
            if (step == SubscriptionStep.SUBSCRIPTION_STEP_START) {
                starts.putIfAbsent(id, event);
            } else if (step == SubscriptionStep.SUBSCRIPTION_STEP_END) {
                ends.put(id, event);
            }
        }
    }

    /// An end before the start ends nothing.
    private void checkEnds() {
        long before = ends.entrySet().stream()
                .filter(end -> isBefore(end.getValue(), starts.get(end.getKey())))
                .count();
        ends.entrySet().stream()
                .filter(end -> isBefore(end.getValue(), starts.get(end.getKey())))
                .findFirst()
                .ifPresent(end -> add(
                        known(end.getValue()),
                        "subscription_change.step",
                        "subscription '" + end.getKey() + "' ends before it starts, so it would pay for ever; so do "
                                + (before - 1) + " others"));
    }

    private long known(Event event) {
        FirstUse known = this.known.get(event.getEventId());
        return known == null ? 0 : known.line();
    }

    private static boolean isBefore(Event end, @Nullable Event start) {
        return start != null && compare(end.getOccurredAt(), start.getOccurredAt()) < 0;
    }

    private static int compare(Timestamp left, Timestamp right) {
        int seconds = Long.compare(left.getSeconds(), right.getSeconds());
        return seconds != 0 ? seconds : Integer.compare(left.getNanos(), right.getNanos());
    }

    private List<String> reported(Mapping mapping, Path path) {
        List<String> reported = new ArrayList<>();
        reported.add("# Tried on these rows: " + given + " events, " + exclusions + " rows left out"
                + (problems.isEmpty() ? ", no problem." : "; problems, the first of each field:"));
        reported.addAll(problems);
        if (rows > 0 && given == 0 && problems.isEmpty()) {
            reported.addAll(why(mapping, path));
        }
        return reported;
    }

    /// Which conditions no row fulfils, each tried by itself.
    private static List<String> why(Mapping mapping, Path path) {
        Set<String> why = new LinkedHashSet<>();
        for (Mapping.EventMapping event : mapping.events()) {
            for (Mapping.When when : event.when()) {
                Trial one = new Trial();
                try {
                    one.run(with(mapping, event, when), path);
                } catch (ImportProblem unfit) {
                    continue;
                }
                if (one.given == 0 && one.problems.isEmpty()) {
                    why.add("# CHECK No row fulfils the condition on " + Text.shown(when.column())
                            + mapping.joins().stream()
                                    .filter(join -> when.column().startsWith(join.name() + "."))
                                    .findFirst()
                                    .map(join -> ", a column of " + join.file() + " beside which the row is found by "
                                            + Text.shown(join.on()))
                                    .orElse("")
                            + ".");
                }
            }
        }
        return why.isEmpty()
                ? List.of("# CHECK No row fulfils all conditions of an event.")
                : why.stream().limit(MOST_PROBLEMS).toList();
    }

    private static Mapping with(Mapping mapping, Mapping.EventMapping event, Mapping.When when) {
        return new Mapping(
                mapping.file(),
                mapping.zone(),
                mapping.momentFormat(),
                mapping.dayFormat(),
                mapping.decimal(),
                mapping.minorDigits(),
                mapping.files(),
                mapping.joins(),
                List.of(new Mapping.EventMapping(
                        event.kind(),
                        event.eventId(),
                        event.accountId(),
                        event.correctsEventId(),
                        event.occurredAt(),
                        List.of(when),
                        null,
                        event.fields())));
    }

    private static String shortened(String message) {
        String line = message.replaceAll("\\p{C}", " ")
                .replace('\u2028', ' ')
                .replace('\u2029', ' ')
                .replace('\u0085', ' ');
        String printable = line.codePoints()
                .filter(character -> character < 0xFFF0 && !Character.isSurrogate((char) character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return printable.length() <= 300 ? printable : printable.substring(0, 300) + "…";
    }
}
