package io.keepwell.importing.guess;

import io.keepwell.importing.guess.Guess.Looked;
import io.keepwell.importing.guess.Guess.Written;
import java.util.List;
import java.util.stream.Stream;

/// A file whose columns are no ready mapping's: what it holds is guessed from their names and cells.
final class UnknownShape {
    private final GuessedTable table;
    private final MappingText text;

    UnknownShape(Looked looked) {
        this.table = GuessedTable.of(looked);
        this.text = new MappingText(table);
    }

    Written write() {
        String what = kind();
        return new Written(what, text.lines(), !what.startsWith("It isn't known"), text.notNeeded());
    }

    private String kind() {
        Surveys surveys = new Surveys(table, text);
        List<Surveys.Score> scores = surveys.scores();
        boolean amounts = table.amount().isPresent();
        boolean times = table.columns().stream().anyMatch(SampledColumn::isTime);
        if (table.isAbout(Role.DEAL)
                && amounts
                && table.time(Role.CREATED, Role.RESOLVED).isPresent()
                && table.column(Role.STATUS).isPresent()) {
            return new Deals(table, text).write();
        }
        Tickets tickets = new Tickets(table, text);
        if (!amounts && tickets.areThere(!scores.isEmpty())) {
            String what = tickets.write(!scores.isEmpty());
            scores.forEach(score -> surveys.answer(score, scores.size() > 1));
            return what;
        }
        if (!scores.isEmpty() && !amounts) {
            scores.forEach(score -> surveys.answer(score, scores.size() > 1));
            return "It looks like answers to a survey.";
        }
        boolean subscription = table.isAbout(Role.SUBSCRIPTION) || table.has(Role.INTERVAL);
        boolean lasts =
                table.time(Role.START).isPresent() || table.time(Role.END).isPresent() || table.has(Role.INTERVAL);
        if (amounts && times && subscription && lasts && table.startTime().isPresent()) {
            return new Subscriptions(table, text).write();
        }
        if (amounts && times) {
            Payments payments = new Payments(table, text);
            return table.isAbout(Role.PAYMENT) ? payments.payments() : payments.orders();
        }
        if (times && table.isAbout(Role.TICKET)) {
            return tickets.write(false);
        }
        OtherKinds others = new OtherKinds(table, text);
        boolean profile = Stream.of(Role.OWNER, Role.SEGMENT, Role.INDUSTRY, Role.REGION, Role.PLAN)
                .anyMatch(table::has);
        if (table.column(Role.NAME).isPresent() && (profile || Role.ACCOUNT.isSaidBy(table.fileWords()))) {
            return others.profiles();
        }
        if (times && table.column(Role.COMMENT).isPresent()) {
            return others.feedback();
        }
        return others.measurements();
    }
}
