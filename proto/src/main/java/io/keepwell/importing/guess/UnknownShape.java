package io.keepwell.importing.guess;

import io.keepwell.importing.Layout;
import io.keepwell.importing.guess.Guess.Looked;
import io.keepwell.importing.guess.Guess.Written;
import io.keepwell.importing.guess.TimeFormats.Format;
import io.keepwell.importing.guess.TimeFormats.Order;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A file whose columns are no ready mapping's: what it holds is guessed from their names and cells.
final class UnknownShape {
    private static final int MOST_WORDS = 30;
    private static final String CHECK = "  # CHECK ";
    private static final String CHECK_SIGN = "amounts below zero are taken as if they were above it";

    private static final Map<String, String> UNITS = units();
    private static final Set<String> WON =
            Set.of("won", "closed won", "closedwon", "gewonnen", "gagne", "gagnee", "ganado", "ganada");
    private static final Set<String> LOST =
            Set.of("lost", "closed lost", "closedlost", "verloren", "perdu", "perdue", "perdido", "perdida");
    private static final Set<String> FAILED =
            Set.of("failed", "declined", "bounced", "fehlgeschlagen", "echoue", "fallido");
    private static final Set<String> REFUNDED = Set.of("refunded", "refund", "erstattet", "rembourse", "reembolsado");
    private static final Set<String> RECEIVED = Set.of(
            "paid",
            "succeeded",
            "success",
            "received",
            "completed",
            "complete",
            "settled",
            "bezahlt",
            "paye",
            "pagado");

    private final Path file;
    private final Layout layout;
    private final List<Column> columns;
    private final String fileWords;
    private final Set<Column> timesUsed = new LinkedHashSet<>();
    private final List<String> events = new ArrayList<>();
    private final Set<String> checked = new HashSet<>();
    private final Order order;
    private final boolean isOrderOpen;

    UnknownShape(Looked looked) {
        this.file = looked.file();
        this.layout = looked.sample().layout();
        this.columns = looked.columns();
        this.fileWords = Role.words(String.valueOf(file.getFileName()).replaceAll("\\.[A-Za-z.]+$", ""));
        Set<Order> decided = columns.stream()
                .filter(Column::isTime)
                .filter(column ->
                        column.times().stream().map(Format::order).distinct().count() == 1)
                .map(column -> column.times().getFirst().order())
                .filter(each -> each != Order.NONE)
                .collect(Collectors.toSet());
        boolean twelveHours = columns.stream()
                .flatMap(column -> column.times().stream())
                .anyMatch(format -> format.name().endsWith("a"));
        this.isOrderOpen = decided.size() != 1;
        this.order =
                decided.size() == 1 ? decided.iterator().next() : twelveHours ? Order.MONTH_FIRST : Order.DAY_FIRST;
    }

    private static Map<String, String> units() {
        Map<String, String> units = new LinkedHashMap<>();
        for (String[] unit : new String[][] {
            {
                "MONTH",
                "month monthly months 1 month m monat monatlich monate mois mensuel mensuelle mes mensual maand maandelijks mensile"
            },
            {
                "YEAR",
                "year yearly annual annually years y jahr jahrlich jahre an annee annuel annuelle ano anual jaar annuale"
            },
            {"WEEK", "week weekly weeks woche wochentlich semaine hebdomadaire semana semanal"},
            {"DAY", "day daily days tag taglich jour quotidien dia diario"},
            {
                "QUARTER",
                "quarter quarterly quartal quartalsweise vierteljahrlich trimestre trimestriel trimestriell trimestral"
            }
        }) {
            for (String word : unit[1].split(" ", -1)) {
                units.put(word, unit[0]);
            }
        }
        return units;
    }

    /// How a file is laid out, as a mapping says it.
    static Optional<String> layout(Layout layout) {
        List<String> parts = new ArrayList<>();
        if (layout.format() == Layout.Format.JSON_LINES) {
            parts.add("format: json_lines");
        }
        Optional.ofNullable(layout.delimiter()).ifPresent(said -> parts.add("delimiter: " + Text.quoted(said)));
        Optional.ofNullable(layout.encoding()).ifPresent(said -> parts.add("encoding: " + said));
        if (layout.skipRows() > 0) {
            parts.add("skip_rows: " + layout.skipRows());
        }
        if (layout.skipAfterHead() > 0) {
            parts.add("skip_after_head: " + layout.skipAfterHead());
        }
        if (!layout.columns().isEmpty()) {
            parts.add("columns: " + Text.list(layout.columns()));
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String why = "";
        if (layout.encoding() != null) {
            why = CHECK + "it isn't UTF-8: " + layout.encoding() + " is the usual other one";
        } else if (!layout.columns().isEmpty()) {
            why = CHECK + "the first row looks like data, so the columns are numbered: name them, or skip rows";
        }
        return Optional.of("file: {" + String.join(", ", parts) + "}" + why);
    }

    Written write() {
        String what = kind();
        List<String> lines = new ArrayList<>();
        lines.add("");
        layout(layout).ifPresent(lines::add);
        zone(lines);
        formats(lines);
        lines.add("events:");
        lines.addAll(events);
        return new Written(what, lines, !what.startsWith("It isn't known"));
    }

    // ---- what it holds

    private String kind() {
        List<Column> scores = scores();
        boolean deal = has(Role.DEAL) || Role.DEAL.isSaidBy(fileWords);
        boolean amounts = amount().isPresent();
        boolean times = columns.stream().anyMatch(Column::isTime);
        if (deal
                && amounts
                && time(Role.CREATED, Role.RESOLVED).isPresent()
                && column(Role.STATUS).isPresent()) {
            return opportunities();
        }
        if (!amounts && (time(Role.REPLIED).isPresent() || time(Role.RESOLVED).isPresent())) {
            String what = tickets();
            scores.forEach(score -> answer(score, scores.size() > 1));
            return what;
        }
        if (!scores.isEmpty() && !amounts) {
            scores.forEach(score -> answer(score, scores.size() > 1));
            return "It looks like answers to a survey.";
        }
        boolean subscription = has(Role.SUBSCRIPTION) || Role.SUBSCRIPTION.isSaidBy(fileWords) || has(Role.INTERVAL);
        boolean lasts = time(Role.START).isPresent() || time(Role.END).isPresent() || has(Role.INTERVAL);
        if (amounts && times && subscription && lasts && startTime().isPresent()) {
            return subscriptions();
        }
        if (amounts && times) {
            return has(Role.PAYMENT) || Role.PAYMENT.isSaidBy(fileWords) ? payments() : orders();
        }
        if (times && (has(Role.TICKET) || Role.TICKET.isSaidBy(fileWords))) {
            return tickets();
        }
        boolean profile = Stream.of(Role.OWNER, Role.SEGMENT, Role.INDUSTRY, Role.REGION, Role.PLAN)
                .anyMatch(this::has);
        if (column(Role.NAME).isPresent() && (profile || Role.ACCOUNT.isSaidBy(fileWords))) {
            return profiles();
        }
        if (times && column(Role.COMMENT).isPresent()) {
            return feedback();
        }
        return measurements();
    }

    private List<Column> scores() {
        return columns.stream()
                .filter(column ->
                        column.is(Role.SCORE) && column.isWhole() && column.least() >= 0 && column.most() <= 10)
                .toList();
    }

    private boolean has(Role role) {
        return columns.stream().anyMatch(column -> column.is(role));
    }

    private Optional<Column> first(Predicate<Column> wanted) {
        return columns.stream().filter(wanted).findFirst();
    }

    /// The first column of a role that is neither a moment nor empty.
    private Optional<Column> column(Role role) {
        return first(
                column -> column.is(role) && !column.isTime() && !column.cells().isEmpty());
    }

    private Optional<Column> time(Role... roles) {
        return Arrays.stream(roles)
                .flatMap(role -> columns.stream().filter(column -> column.isTime() && column.is(role)))
                .findFirst();
    }

    /// When it happened: what is named like that, else the first moment that every row has, else the first.
    private Optional<Column> whenItHappened() {
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

    private Optional<Column> startTime() {
        return first(column ->
                        column.isTime() && column.is(Role.START) && !column.is(Role.TRIAL) && !column.is(Role.END))
                .or(() -> first(column -> column.isTime() && column.is(Role.START)))
                .or(() -> time(Role.CREATED));
    }

    private Optional<Column> amount() {
        return first(column -> column.is(Role.AMOUNT)
                && !column.isTime()
                && !column.is(Role.ID)
                && column.numbers().isPresent());
    }

    // ---- parts of events

    /// What tells rows apart, if a column does.
    private Optional<Column> idColumn() {
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
    private static boolean isNumbered(Column column) {
        return column.words().matches("(.* )?(id|ids|nr|no|number|nummer|key|#|[a-z]*nummer|[a-z]*nr)");
    }

    private String id(String part) {
        String suffix = part.isEmpty() ? "" : "/" + part;
        Optional<Column> id = idColumn();
        if (id.isEmpty()) {
            String all = Stream.concat(account().stream(), whenItHappened().stream())
                    .map(column -> "{" + column.name() + "}")
                    .collect(Collectors.joining("/"));
            return Text.quoted((all.isEmpty()
                                    ? columns.stream()
                                            .map(column -> "{" + column.name() + "}")
                                            .findFirst()
                                            .orElse("1")
                                    : all)
                            + suffix)
                    + CHECK + "no column holds an id: does this tell rows apart?";
        }
        String said = Text.quoted("{" + id.get().name() + "}" + suffix);
        if (!id.get().isUnique()) {
            return said + CHECK + "rows have it in common: an event needs an id of its own";
        }
        return id.get().is(Role.ID) || isNumbered(id.get())
                ? said
                : said + CHECK + "nothing is named like an id; does this one tell rows apart?";
    }

    /// The id of the thing that a row is about.
    private String ownId() {
        return idColumn().map(Text::column).orElseGet(() -> id(""));
    }

    private Optional<Column> account() {
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

    private String accountLine() {
        Optional<Column> account = account();
        Predicate<Column> usable = column -> column.is(Role.PERSON)
                && !column.isTime()
                && !column.cells().isEmpty()
                && !account.equals(Optional.of(column));
        Optional<Column> person = first(
                        column -> usable.test(column) && column.words().contains("mail"))
                .or(() -> first(column -> usable.test(column) && !column.is(Role.NAME)));
        if (account.isPresent() && account.get().hasGaps() && person.isPresent()) {
            return "    account_id: {from: [" + Text.column(account.get()) + ", " + Text.column(person.get()) + "]}"
                    + CHECK + "where there is no account, the person stands for one";
        }
        if (account.isPresent()) {
            return "    account_id: " + Text.column(account.get())
                    + (isNumbered(account.get()) ? "" : CHECK + "is this how your other files name the customer?");
        }
        if (person.isPresent()) {
            return "    account_id: " + Text.column(person.get()) + CHECK
                    + "no column names a customer: persons stand for them";
        }
        return "    account_id: \"everybody\"" + CHECK + "no column names a customer: which one does?";
    }

    private String occurredAt(Optional<Column> time) {
        if (time.isEmpty()) {
            return "    occurred_at: " + Text.quoted(Guess.day(file).toString()) + CHECK
                    + "no column holds a day: this is the day on which the file was written";
        }
        timesUsed.add(time.get());
        return "    occurred_at: " + timed(time.get());
    }

    /// A moment or day, with its format where the whole mapping has no one format for all.
    private String timed(Column time) {
        timesUsed.add(time);
        return Text.column(time);
    }

    private static Optional<String> when(List<String> conditions) {
        return conditions.isEmpty()
                ? Optional.empty()
                : Optional.of("    when: "
                        + (conditions.size() == 1 ? conditions.getFirst() : "[" + String.join(", ", conditions) + "]"));
    }

    private static String filled(Column column, boolean filled) {
        return "{column: " + Text.quoted(column.name()) + ", filled: " + filled + "}";
    }

    private void event(String kind, String id, Optional<Column> time, List<String> conditions, List<String> fields) {
        event(kind, id, time, conditions, fields, "");
    }

    private void event(
            String kind, String id, Optional<Column> time, List<String> conditions, List<String> fields, String check) {
        List<String> all = new ArrayList<>(conditions);
        time.filter(Column::hasGaps)
                .map(column -> filled(column, true))
                .filter(each -> !all.contains(each))
                .ifPresent(all::addFirst);
        add("  - kind: " + kind + check);
        add("    event_id: " + id);
        add(accountLine());
        add(occurredAt(time));
        when(all).ifPresent(this::add);
        add("    fields:");
        fields.forEach(field -> add("      " + field));
    }

    /// Says once what has to be checked, though the line may be there several times.
    private void add(String line) {
        int comment = line.indexOf(CHECK);
        events.add(
                comment < 0 || checked.add(line.substring(comment) + line.substring(0, line.indexOf(':')))
                        ? line
                        : line.substring(0, comment));
    }

    private void label(List<String> fields, String field, Role role) {
        column(role).ifPresent(column -> fields.add(field + ": " + Text.column(column)));
    }

    // ---- money

    private String money(Column amount) {
        return money(amount, CHECK_SIGN);
    }

    /// @param belowZero what has to be checked where amounts are below zero; nothing where it is empty
    private String money(Column amount, String belowZero) {
        Column.Numbers numbers = amount.numbers().orElseThrow();
        Optional<Column> currency = first(column -> column.is(Role.CURRENCY) && column.isCurrency());
        List<String> checks = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        boolean european = ";".equals(layout.delimiter());
        numbers.decimal()
                .map(mark -> numbers.isOpen() && european ? "," : mark)
                .or(() -> numbers.isOpen() && european ? Optional.of(",") : Optional.empty())
                .ifPresent(mark -> parts.add("decimal: " + Text.quoted(mark)));
        if (numbers.isOpen()) {
            checks.add(Text.shown(amount.cells().stream()
                            .filter(cell -> cell.matches(".*[.,].*"))
                            .findFirst()
                            .orElse(""))
                    + " can be read with \".\" or \",\" before the decimals: decimal: \".\" or decimal: \",\"");
        }
        if (!numbers.signs().isEmpty()) {
            parts.add("strip: "
                    + Text.list(numbers.signs().stream()
                            .sorted(java.util.Comparator.comparingInt(String::length)
                                    .reversed())
                            .toList()));
        }
        if (numbers.hasNegative()) {
            parts.add("absolute: true");
            if (!belowZero.isEmpty()) {
                checks.add(belowZero);
            }
        }
        String code = currency.map(Text::column).orElseGet(() -> sign(numbers.signs(), checks));
        boolean named = (" " + amount.words() + " ").matches(".* (cents?|pence|minor|ore) .*");
        boolean minor = named
                || (amount.isWhole()
                        && currency.isPresent()
                        && currency.get().cells().stream()
                                .allMatch(cell -> cell.equals(cell.toLowerCase(Locale.ROOT))));
        if (minor) {
            parts.add("minor_units: " + code);
            if (!named) {
                checks.add("whole numbers beside small-letter currencies are taken for cents: 4900 is 49.00");
            }
        } else if (amount.isWhole() && amount.most() >= 1_000) {
            checks.add("all amounts are whole: if they are cents, add minor_units: " + code);
        }
        String from = parts.isEmpty()
                ? Text.column(amount)
                : "{from: " + Text.column(amount) + ", " + String.join(", ", parts) + "}";
        return "{amount: " + from + ", currency_code: " + code + "}"
                + (checks.isEmpty() ? "" : CHECK + String.join("; ", checks));
    }

    private static String sign(List<String> signs, List<String> checks) {
        for (String[] known : new String[][] {
            {"€", "EUR"}, {"EUR", "EUR"}, {"£", "GBP"}, {"GBP", "GBP"}, {"USD", "USD"}, {"CHF", "CHF"}
        }) {
            if (signs.contains(known[0])) {
                return known[1];
            }
        }
        if (signs.contains("$")) {
            checks.add("$ is taken for USD");
            return "USD";
        }
        checks.add("no column names a currency: it is taken for the firm's");
        return "\"{firm.currency}\"";
    }

    // ---- kinds

    private void answer(Column score, boolean several) {
        Optional<Column> time = score.is(Role.SCORE) ? answeredAt() : whenItHappened();
        List<String> fields = new ArrayList<>();
        long most = score.most();
        boolean nps = score.is(Role.NPS) || (most > 7 && !score.is(Role.EFFORT));
        if (nps) {
            fields.add("kind: NPS"
                    + (score.is(Role.NPS) ? "" : CHECK + "the scale goes to 10; is it \"would you recommend us\"?"));
            fields.add("scale_low: 0" + (score.least() > 0 ? CHECK + "0, or 1 where the question begins at 1" : ""));
            fields.add("scale_high: 10");
        } else {
            fields.add("kind: " + (score.is(Role.EFFORT) ? "CES" : "CSAT"));
            fields.add("scale_low: " + (score.least() == 0 ? 0 : 1) + CHECK
                    + "the lowest answer that the question offers");
            fields.add(
                    "scale_high: " + (most <= 1 ? 1 : most <= 5 ? 5 : most <= 7 ? 7 : 10) + CHECK + "the highest one");
            if (score.is(Role.EFFORT)) {
                fields.add("turned: true" + CHECK + "true where a low answer is the good one");
            }
        }
        fields.add("score: " + Text.column(score));
        label(fields, "comment", Role.COMMENT);
        first(column -> column.is(Role.TICKET) && column.is(Role.ID) && !column.isTime())
                .ifPresent(column -> fields.add("ticket_id: " + Text.column(column)));
        String part =
                several || !events.isEmpty() ? (nps ? "nps" : score.words().isEmpty() ? "score" : score.words()) : "";
        event(
                "survey_answer",
                id(part.length() > 40 ? part.substring(0, 40) : part),
                time,
                score.hasGaps() ? List.of(filled(score, true)) : List.of(),
                fields);
    }

    /// A survey's row has a start and an end: the answer is there at the end.
    private Optional<Column> answeredAt() {
        return first(
                        column -> column.isTime()
                                && !column.hasGaps()
                                && (" " + column.words() + " ")
                                        .matches(
                                                ".* (submit|submitted|end|ended|completed|responded|answered|beantwortet|soumis|enviado) .*"))
                .or(this::whenItHappened);
    }

    private String tickets() {
        String ticket = ownId();
        Optional<Column> opened = whenItHappened();
        List<String> more = new ArrayList<>();
        label(more, "agent", Role.AGENT);
        step("opened", "OPENED", opened, ticket, List.of());
        Optional<Column> replied = time(Role.REPLIED);
        replied.ifPresent(time -> step("replied", "REPLIED", Optional.of(time), ticket, more));
        Optional<Column> resolved = first(column -> column.isTime()
                && column.is(Role.RESOLVED)
                && !replied.equals(Optional.of(column))
                && !opened.equals(Optional.of(column)));
        resolved.ifPresent(time -> step("resolved", "RESOLVED", Optional.of(time), ticket, more));
        if (resolved.isEmpty()) {
            events.add("  # CHECK no column says when a ticket was resolved, so there is no time to resolution.");
        }
        return "It looks like support tickets.";
    }

    private void step(String part, String step, Optional<Column> time, String ticket, List<String> more) {
        List<String> fields = new ArrayList<>(List.of("ticket_id: " + ticket, "step: " + step));
        fields.addAll(more);
        event("ticket_update", id(part), time, List.of(), fields);
    }

    private String subscriptions() {
        Column amount = amount().orElseThrow();
        Optional<Column> start = startTime();
        Optional<Column> cancelled =
                first(column -> column.isTime() && column.is(Role.CANCELLED) && !start.equals(Optional.of(column)));
        Optional<Column> end = first(column -> column.isTime()
                && column.is(Role.END)
                && !column.is(Role.TRIAL)
                && !start.equals(Optional.of(column))
                && !cancelled.equals(Optional.of(column)));
        String subscription = ownId();
        List<String> fields = new ArrayList<>();
        fields.add("subscription_id: " + subscription);
        fields.add("step: START");
        fields.add("price: " + money(amount));
        label(fields, "quantity", Role.QUANTITY);
        fields.add(interval(amount));
        event(
                "subscription_change",
                id("start"),
                start,
                List.of(),
                fields,
                start.filter(column -> column.is(Role.TRIAL)).isPresent()
                        ? CHECK + "this is when a trial began: is it paid from then on?"
                        : "");
        cancelled.ifPresent(time -> {
            List<String> ending = new ArrayList<>(List.of("subscription_id: " + subscription, "step: CANCEL"));
            end.ifPresent(column -> ending.add("ends_on: " + timed(column) + CHECK
                    + "the first day without the subscription, not the last one with it"));
            event("subscription_change", id("cancel"), cancelled, List.of(), ending);
        });
        if (end.isPresent()) {
            List<String> conditions = new ArrayList<>();
            conditions.add(filled(end.get(), true));
            cancelled.ifPresent(column -> conditions.addFirst(filled(column, false)));
            event(
                    "subscription_change",
                    id("cancel"),
                    start,
                    conditions,
                    List.of(
                            "subscription_id: " + subscription,
                            "step: CANCEL",
                            "ends_on: " + timed(end.get()) + CHECK
                                    + "the first day without the subscription, not the last one with it"));
        }
        return "It looks like a list of subscriptions, a row each: today's prices hold from the first day on.";
    }

    private String interval(Column amount) {
        Optional<Column> interval = first(column ->
                column.is(Role.INTERVAL) && !column.isTime() && !column.cells().isEmpty());
        if (interval.isEmpty()) {
            boolean yearly =
                    (" " + amount.words() + " ").matches(".* (arr|annual|year|yearly|jahr|jahrlich|annuel|anual) .*");
            boolean monthly = (" " + amount.words() + " ")
                    .matches(".* (mrr|month|monthly|monat|monatlich|monatspreis|mois|mensuel|mes|mensual) .*");
            return "interval: {count: 1, unit: " + (yearly ? "YEAR" : "MONTH") + "}"
                    + (yearly || monthly ? "" : CHECK + "no column says for how long the price pays");
        }
        Column said = interval.get();
        if (said.isWhole()) {
            return "interval: {count: " + Text.column(said) + ", unit: MONTH}" + CHECK + "a number is taken for months";
        }
        List<String> words = said.cells().stream().distinct().limit(MOST_WORDS).toList();
        List<String> unknown = words.stream()
                .filter(word -> !UNITS.containsKey(Role.words(word)))
                .toList();
        List<String> quarters = words.stream()
                .filter(word -> "QUARTER".equals(UNITS.get(Role.words(word))))
                .toList();
        String unit = words.stream()
                .map(word -> Text.quoted(word) + ": "
                        + UNITS.getOrDefault(Role.words(word), "MONTH").replace("QUARTER", "MONTH"))
                .collect(Collectors.joining(", "));
        String count = quarters.isEmpty()
                ? "1"
                : "{from: " + Text.column(said) + ", words: {"
                        + quarters.stream()
                                .map(word -> Text.quoted(word) + ": \"3\"")
                                .collect(Collectors.joining(", "))
                        + "}, otherwise: \"1\"}";
        return "interval: {count: " + count + ", unit: {from: " + Text.column(said) + ", words: {" + unit + "}}}"
                + (unknown.isEmpty() ? "" : CHECK + "taken for months: " + Text.shown(String.join(", ", unknown)));
    }

    private String opportunities() {
        Column stage = column(Role.STATUS).orElseThrow();
        Column amount = amount().orElseThrow();
        Optional<Column> created = whenItHappened();
        Optional<Column> closed = time(Role.RESOLVED).or(() -> time(Role.END));
        List<String> words = stage.cells().stream().distinct().limit(MOST_WORDS).toList();
        List<String> won =
                words.stream().filter(word -> WON.contains(Role.words(word))).toList();
        List<String> lost =
                words.stream().filter(word -> LOST.contains(Role.words(word))).toList();
        String id = ownId();
        String kind = "kind: EXPANSION" + CHECK
                + "REPURCHASE, REPLACEMENT, EXPANSION or INNOVATION; deals with new customers are kind: lead";
        event(
                "opportunity",
                id("open"),
                created,
                List.of(),
                List.of("opportunity_id: " + id, kind, "state: OPEN", "value: " + money(amount)));
        List<String> decided = new ArrayList<>(won.isEmpty() ? List.of("Closed Won") : won);
        decided.addAll(lost.isEmpty() ? List.of("Closed Lost") : lost);
        String states = decided.stream()
                .map(word -> Text.quoted(word) + ": " + (LOST.contains(Role.words(word)) ? "LOST" : "WON"))
                .collect(Collectors.joining(", "));
        event(
                "opportunity",
                id("closed"),
                closed.or(() -> created),
                List.of("{column: " + Text.quoted(stage.name()) + ", is: " + Text.list(decided) + "}"),
                List.of(
                        "opportunity_id: " + id,
                        kind,
                        "state: {from: " + Text.column(stage) + ", words: {" + states + "}}"
                                + (won.isEmpty() || lost.isEmpty()
                                        ? CHECK + "which of these stages are won or lost: "
                                                + Text.shown(String.join(", ", words))
                                        : ""),
                        "value: " + money(amount)));
        return "It looks like a list of deals.";
    }

    private String payments() {
        Column amount = amount().orElseThrow();
        Column.Numbers numbers = amount.numbers().orElseThrow();
        Optional<Column> status = column(Role.STATUS);
        List<String> words = status.map(column ->
                        column.cells().stream().distinct().limit(MOST_WORDS).toList())
                .orElse(List.of());
        Map<String, String> results = new LinkedHashMap<>();
        for (String word : words) {
            String plain = Role.words(word);
            if (RECEIVED.contains(plain)) {
                results.put(word, "RECEIVED");
            } else if (REFUNDED.contains(plain)) {
                results.put(word, "REFUNDED");
            } else if (FAILED.contains(plain)) {
                results.put(word, "FAILED");
            }
        }
        String id = ownId();
        String nature = "nature: ONE_OFF" + CHECK + "RECURRING where it is for subscriptions";
        String way = results.isEmpty()
                ? "result: RECEIVED" + CHECK + "no column says whether it came in"
                : "result: {from: " + Text.column(status.orElseThrow()) + ", words: {"
                        + results.entrySet().stream()
                                .map(each -> Text.quoted(each.getKey()) + ": " + each.getValue())
                                .collect(Collectors.joining(", "))
                        + "}}"
                        + (results.size() < words.size()
                                ? CHECK + "other words are left out: "
                                        + Text.shown(words.stream()
                                                .filter(word -> !results.containsKey(word))
                                                .collect(Collectors.joining(", ")))
                                : "");
        List<String> conditions = new ArrayList<>();
        if (!results.isEmpty() && results.size() < words.size()) {
            conditions.add("{column: " + Text.quoted(status.orElseThrow().name()) + ", is: "
                    + Text.list(List.copyOf(results.keySet())) + "}");
        }
        boolean plain = numbers.decimal().isEmpty() && numbers.signs().isEmpty();
        if (numbers.hasNegative() && plain) {
            List<String> given = new ArrayList<>(conditions);
            given.add("{column: " + Text.quoted(amount.name()) + ", below: \"0\"}");
            event(
                    "payment",
                    id(""),
                    whenItHappened(),
                    given,
                    List.of("payment_id: " + id, nature, "result: REFUNDED", "amount: " + money(amount, "")));
            conditions.add("{column: " + Text.quoted(amount.name()) + ", at_least: \"0\"}");
        }
        event(
                "payment",
                id(""),
                whenItHappened(),
                conditions,
                List.of("payment_id: " + id, nature, way, "amount: " + money(amount, "")),
                numbers.hasNegative() && !plain
                        ? CHECK + "amounts below zero count as received: say when they were given back"
                        : "");
        return "It looks like payments.";
    }

    private String orders() {
        List<String> fields = new ArrayList<>();
        fields.add("order_id: " + ownId());
        label(fields, "product", Role.PRODUCT);
        fields.add("value: " + money(amount().orElseThrow()));
        event("order", id(""), whenItHappened(), List.of(), fields, CHECK + "or payment, or subscription_change?");
        return "It looks like orders: amounts with a day.";
    }

    private String profiles() {
        List<String> fields = new ArrayList<>();
        first(column -> column.is(Role.NAME)
                        && column.is(Role.ACCOUNT)
                        && !column.cells().isEmpty())
                .or(() -> column(Role.NAME))
                .ifPresent(column -> fields.add("name: " + Text.column(column)));
        label(fields, "owner", Role.OWNER);
        label(fields, "segment", Role.SEGMENT);
        label(fields, "industry", Role.INDUSTRY);
        label(fields, "region", Role.REGION);
        label(fields, "plan", Role.PLAN);
        label(fields, "channel", Role.CHANNEL);
        event(
                "account_profile",
                id("profile"),
                time(Role.CREATED, Role.START).or(this::whenItHappened),
                List.of(),
                fields);
        return "It looks like a list of customers.";
    }

    private String feedback() {
        List<String> fields = new ArrayList<>();
        fields.add("feedback_id: " + ownId());
        label(fields, "text", Role.COMMENT);
        event("feedback", id(""), whenItHappened(), List.of(), fields);
        return "It looks like what customers wrote.";
    }

    private String measurements() {
        Optional<Column> value = first(column ->
                column.numbers().isPresent() && !column.isTime() && !column.is(Role.ID) && !column.is(Role.ACCOUNT));
        List<String> fields = new ArrayList<>();
        fields.add("name: "
                + Text.quoted(value.map(Column::words)
                        .filter(words -> !words.isEmpty())
                        .map(words -> words.replace(' ', '_'))
                        .orElse("name_of_the_measure"))
                + CHECK + "the name of your measure");
        fields.add("value: " + value.map(Text::column).orElse("0" + CHECK + "which column holds a number?"));
        event(
                "measurement",
                id(""),
                whenItHappened(),
                List.of(),
                fields,
                CHECK
                        + "no kind is recognised by the names of the columns: which one is it? See \"Kinds of events\" in the guide");
        return "It isn't known what this file holds: a measure of your own is taken.";
    }

    // ---- moments

    private void zone(List<String> lines) {
        boolean utc = timesUsed.stream().anyMatch(column -> (" " + column.words() + " ").matches(".* (utc|gmt) .*"));
        boolean times = timesUsed.stream().anyMatch(column -> !chosen(column).isDay());
        if (utc) {
            lines.add("zone: UTC");
        } else if (times && timesUsed.stream().noneMatch(UnknownShape::namesItsZone)) {
            lines.add("# zone: Europe/Berlin" + CHECK
                    + "where the moments are: the firm's zone, unless you say another one here");
        }
    }

    private static boolean namesItsZone(Column column) {
        return column.times().getFirst().name().startsWith("unix")
                || column.cells().stream().allMatch(cell -> cell.matches(".*(Z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)"));
    }

    private Format chosen(Column column) {
        return column.times().stream()
                .filter(format -> format.order() == order)
                .findFirst()
                .orElse(column.times().getFirst());
    }

    private void formats(List<String> lines) {
        formats(lines, "moment_format", false);
        formats(lines, "day_format", true);
    }

    private void formats(List<String> lines, String part, boolean days) {
        Map<String, Optional<String>> formats = new LinkedHashMap<>();
        for (Column column : timesUsed) {
            Format format = chosen(column);
            if (format.isDay() == days && !format.name().isEmpty()) {
                formats.putIfAbsent(format.name(), other(column, format));
            }
        }
        if (formats.isEmpty()) {
            return;
        }
        List<String> names = formats.keySet().stream().map(Text::quoted).toList();
        String checks = formats.values().stream().flatMap(Optional::stream).collect(Collectors.joining("; "));
        lines.add(part + ": " + (names.size() == 1 ? names.getFirst() : "[" + String.join(", ", names) + "]")
                + (checks.isEmpty() ? "" : CHECK + checks));
    }

    /// What speaks for another reading.
    private Optional<String> other(Column column, Format format) {
        if (format.order() == Order.NONE || !isOrderOpen) {
            return Optional.empty();
        }
        return column.times().stream()
                .filter(each -> each.order() != Order.NONE && each.order() != format.order())
                .findFirst()
                .map(each -> Text.shown(column.cells().getFirst()) + " can be read both ways: "
                        + Text.quoted(format.name()) + " or " + Text.quoted(each.name()));
    }
}
