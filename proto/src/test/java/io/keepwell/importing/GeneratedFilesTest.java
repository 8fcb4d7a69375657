package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Timestamp;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.Money;
import io.keepwell.ingestion.v1.Payment;
import io.keepwell.ingestion.v1.PaymentNature;
import io.keepwell.ingestion.v1.PaymentResult;
import io.keepwell.ingestion.v1.SubscriptionChange;
import io.keepwell.ingestion.v1.SubscriptionStep;
import io.keepwell.ingestion.v1.SurveyAnswer;
import io.keepwell.ingestion.v1.SurveyKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of all layouts, zones, writings of moments and units, with gaps in every column: the events are those that
/// were written.
final class GeneratedFilesTest {
    private static final int FILES = Integer.getInteger("keepwell.generated.files", 1_000);
    private static final List<String> ZONES = List.of(
            "Etc/GMT+12",
            "Pacific/Honolulu",
            "America/St_Johns",
            "America/New_York",
            "UTC",
            "Europe/Berlin",
            "Asia/Kolkata",
            "Pacific/Auckland",
            "Pacific/Chatham",
            "Pacific/Kiritimati");
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY", "KWD");
    private static final String LETTERS = "abc ,;|\t\"'éß{}\n09.-";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before the test
    private Path folder;

    /// How a file writes moments.
    private enum Writing {
        ISO_UTC("", "yyyy-MM-dd'T'HH:mm:ss'Z'", true),
        ISO_OFFSET("", "yyyy-MM-dd'T'HH:mm:ssxx", false),
        ISO_LOCAL("", "yyyy-MM-dd HH:mm:ss", false),
        GERMAN("\"dd.MM.yyyy HH:mm:ss\"", "dd.MM.yyyy HH:mm:ss", false),
        AMERICAN("\"M/d/yyyy h:mm a\"", "M/d/yyyy h:mm a", false),
        BRITISH("\"dd/MM/yyyy HH:mm\"", "dd/MM/yyyy HH:mm", false),
        NAMED("\"d MMM yyyy, HH:mm:ss\"", "d MMM yyyy, HH:mm:ss", false),
        SECONDS("unix_seconds", "", true),
        MILLISECONDS("unix_milliseconds", "", true),
        EXCEL("excel_days", "", false),
        DAY("", "yyyy-MM-dd", false),
        GERMAN_DAY("dd.MM.yyyy", "dd.MM.yyyy", false),
        AMERICAN_DAY("M/d/yyyy", "M/d/yyyy", false),
        COMPACT_DAY("yyyyMMdd", "yyyyMMdd", false);

        private final String format;
        private final String pattern;
        private final boolean utc;

        Writing(String format, String pattern, boolean utc) {
            this.format = format;
            this.pattern = pattern;
            this.utc = utc;
        }

        boolean isDay() {
            return name().endsWith("DAY");
        }

        boolean hasMinutesOnly() {
            return this == AMERICAN || this == BRITISH;
        }

        boolean namesItsZone() {
            return utc || this == ISO_OFFSET;
        }

        String head() {
            return format.isEmpty() ? "" : (isDay() ? "day_format: " : "moment_format: ") + format + "\n";
        }

        String write(Instant moment, ZoneId zone) {
            LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
            return switch (this) {
                case SECONDS -> Long.toString(moment.getEpochSecond());
                case MILLISECONDS -> Long.toString(moment.toEpochMilli());
                case EXCEL ->
                    BigDecimal.valueOf(ChronoUnit.DAYS.between(LocalDate.of(1899, 12, 30), local.toLocalDate()))
                            .add(BigDecimal.valueOf(local.toLocalTime().toSecondOfDay())
                                    .divide(BigDecimal.valueOf(86_400), 10, java.math.RoundingMode.HALF_UP))
                            .toPlainString();
                default ->
                    moment.atZone(utc ? ZoneOffset.UTC : zone).format(DateTimeFormatter.ofPattern(pattern, Locale.US));
            };
        }
    }

    /// How a file writes amounts.
    private enum Amounts {
        PLAIN("\"{amount}\""),
        COMMA("{from: \"{amount}\", decimal: \",\"}"),
        SIGNED("{from: \"{amount}\", strip: [\"€\", \"EUR\"], decimal: \".\"}"),
        MINOR("{from: \"{amount}\", minor_units: \"{currency}\"}"),
        NEGATIVE("{from: \"{amount}\", absolute: true}"),
        HUNDREDFOLD("{from: \"{amount}\", divide: 100}");

        private final String mapping;

        Amounts(String mapping) {
            this.mapping = mapping;
        }

        String write(BigDecimal amount, String currency) {
            return switch (this) {
                case PLAIN -> amount.toPlainString();
                case COMMA ->
                    new DecimalFormat("#,##0.000", DecimalFormatSymbols.getInstance(Locale.GERMANY)).format(amount);
                case SIGNED ->
                    new DecimalFormat("€ #,##0.000", DecimalFormatSymbols.getInstance(Locale.US)).format(amount);
                case MINOR ->
                    amount.movePointRight(Currency.getInstance(currency).getDefaultFractionDigits())
                            .toPlainString();
                case NEGATIVE -> "(" + amount.toPlainString() + ")";
                case HUNDREDFOLD -> amount.movePointRight(2).toPlainString();
            };
        }
    }

    private enum Shape {
        CSV,
        JSON_LINES,
        XLSX
    }

    /// What one row says.
    private record Given(
            String id,
            String account,
            Instant moment,
            Optional<BigDecimal> amount,
            String currency,
            Optional<Integer> score,
            Optional<LocalDate> ends,
            String comment) {}

    /// How one file says it.
    private record Style(
            Shape shape, Writing writing, Amounts amounts, ZoneId firm, ZoneId zone, char delimiter, String encoding) {}

    @Test
    void events_are_those_that_were_written_whatever_the_file_looks_like() throws IOException {
        int rows = 0;
        for (int seed = 1; seed <= FILES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Style style = style(random);
            List<Given> given = given(random, style);
            rows += given.size();
            Path file = write(random, style, given, seed);
            Mapping mapping = MappingReader.parse("generated.yaml", mapping(style));

            List<Event> events = new ArrayList<>();
            List<RowProblem> problems = new ArrayList<>();
            try (MappedFile mapped =
                    MappedFile.open("generated.yaml", mapping, file, new FirmTerms(style.firm(), "EUR"))) {
                for (Optional<MappedRow> row = mapped.next(); row.isPresent(); row = mapped.next()) {
                    events.addAll(row.get().events());
                    problems.addAll(row.get().problems());
                }
            }

            assertThat(problems).as("file %s: %s", seed, style).isEmpty();
            assertThat(events).as("file %s: %s", seed, style).isEqualTo(expected(style, given));
            Files.delete(file);
        }
        assertThat(rows).isGreaterThan(10 * FILES);
    }

    // ---- what is written

    private static Style style(SplittableRandom random) {
        Shape shape = any(random, List.of(Shape.CSV, Shape.CSV, Shape.CSV, Shape.JSON_LINES, Shape.XLSX));
        return new Style(
                shape,
                any(random, List.of(Writing.values())),
                any(random, List.of(Amounts.values())),
                ZoneId.of(any(random, ZONES)),
                ZoneId.of(any(random, ZONES)),
                ",;\t|".charAt(random.nextInt(4)),
                any(random, List.of("UTF-8", "UTF-8 mark", "UTF-16LE mark", "UTF-16BE mark", "windows-1252")));
    }

    private static List<Given> given(SplittableRandom random, Style style) {
        List<Given> given = new ArrayList<>();
        int count = 1 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            String currency = any(random, CURRENCIES);
            given.add(new Given(
                    "id-" + i,
                    "account " + random.nextInt(5),
                    moment(random, style),
                    maybe(random)
                            ? Optional.of(BigDecimal.valueOf(
                                    random.nextLong(100_000_000L),
                                    Currency.getInstance(currency).getDefaultFractionDigits()))
                            : Optional.empty(),
                    currency,
                    maybe(random) ? Optional.of(random.nextInt(11)) : Optional.empty(),
                    maybe(random)
                            ? Optional.of(LocalDate.of(2024, 1, 1).plusDays(random.nextInt(800)))
                            : Optional.empty(),
                    maybe(random) ? comment(random) : ""));
        }
        return given;
    }

    /// One that its local time names alone, as far as the file can say it.
    private static Instant moment(SplittableRandom random, Style style) {
        while (true) {
            Instant moment = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(random.nextInt(60_000_000));
            Instant reported = style.writing().hasMinutesOnly() ? moment.truncatedTo(ChronoUnit.MINUTES) : moment;
            LocalDateTime local = LocalDateTime.ofInstant(reported, style.zone());
            if (style.zone().getRules().getValidOffsets(local).size() == 1) {
                return reported;
            }
        }
    }

    private static String comment(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(20);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString().strip();
    }

    private static boolean maybe(SplittableRandom random) {
        return random.nextInt(4) > 0;
    }

    private static <T> T any(SplittableRandom random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static Map<String, String> cells(SplittableRandom random, Style style, Given given) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put(
                "score",
                given.score()
                        .map(score -> score + (random.nextBoolean() ? "" : ".0"))
                        .orElse(""));
        cells.put("id", given.id());
        cells.put("notes", "x");
        cells.put("account", given.account());
        cells.put("at", style.writing().write(given.moment(), style.zone()));
        cells.put(
                "amount",
                given.amount()
                        .map(amount -> style.amounts().write(amount, given.currency()))
                        .orElse(""));
        cells.put(
                "currency",
                random.nextBoolean() ? given.currency() : given.currency().toLowerCase(Locale.ROOT));
        cells.put("ends", given.ends().map(LocalDate::toString).orElse(""));
        cells.put("comment", given.comment());
        return cells;
    }

    private static String mapping(Style style) {
        return style.writing().head()
                + (style.writing().namesItsZone() ? "" : "zone: " + style.zone() + "\n")
                + (style.shape() == Shape.CSV && style.encoding().equals("windows-1252")
                        ? "file: {encoding: windows-1252}\n"
                        : "")
                + """
                events:
                  - kind: payment
                    event_id: "{id}/paid"
                    account_id: "{account}"
                    occurred_at: "{at}"
                    when: {column: amount, filled: true}
                    fields:
                      payment_id: "{id}"
                      nature: ONE_OFF
                      result: received
                      amount: {amount: AMOUNT, currency_code: "{currency}"}
                  - kind: survey_answer
                    event_id: "{id}/answered"
                    account_id: "{account}"
                    occurred_at: "{at}"
                    when: [{column: score, at_least: 0}, {column: score, at_most: 10.0}]
                    fields: {kind: NPS, scale_low: 0, scale_high: 10, score: "{score}", comment: "{comment}"}
                  - kind: subscription_change
                    event_id: "{id}/cancelled"
                    account_id: "{account}"
                    occurred_at: "{at}"
                    when: {column: ends, filled: true}
                    fields: {subscription_id: "{id}", step: CANCEL, ends_on: "{ends}"}
                """.replace("AMOUNT", style.amounts().mapping);
    }

    private Path write(SplittableRandom random, Style style, List<Given> given, int seed) throws IOException {
        List<Map<String, String>> rows =
                given.stream().map(each -> cells(random, style, each)).toList();
        return switch (style.shape()) {
            case CSV -> writeCsv(random, style, rows, seed);
            case JSON_LINES -> writeJson(random, rows, seed);
            case XLSX -> writeWorkbook(style, given, rows, seed);
        };
    }

    private Path writeCsv(SplittableRandom random, Style style, List<Map<String, String>> rows, int seed)
            throws IOException {
        boolean always = random.nextBoolean();
        String end = any(random, List.of("\n", "\r\n"));
        String tail = random.nextInt(3) == 0 ? style.delimiter() + "" + style.delimiter() : "";
        StringBuilder text = new StringBuilder(style.encoding().endsWith("mark") ? "\ufeff" : "");
        List<String> heads = List.copyOf(rows.getFirst().keySet());
        text.append(line(
                        heads.stream()
                                .map(head -> head.equals("notes") && !tail.isEmpty() ? "comment2" : head)
                                .toList(),
                        style.delimiter(),
                        always))
                .append(tail)
                .append(end);
        for (Map<String, String> row : rows) {
            text.append(line(List.copyOf(row.values()), style.delimiter(), always))
                    .append(tail)
                    .append(end);
            if (random.nextInt(10) == 0) {
                text.append(random.nextBoolean() ? end : (style.delimiter() + "").repeat(heads.size() - 1) + end);
            }
        }
        byte[] bytes = text.toString().getBytes(Charset.forName(style.encoding().replace(" mark", "")));
        return switch (random.nextInt(6)) {
            case 0 -> gzip(bytes, folder.resolve(seed + ".csv.gz"));
            case 1 -> zip(bytes, folder.resolve(seed + ".csv.zip"));
            default -> Files.write(folder.resolve(seed + ".csv"), bytes);
        };
    }

    private static String line(List<String> cells, char delimiter, boolean always) {
        List<String> written = new ArrayList<>();
        for (String cell : cells) {
            boolean quoted = always || cell.indexOf(delimiter) >= 0 || cell.contains("\"") || cell.contains("\n");
            written.add(quoted ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell);
        }
        return String.join(delimiter + "", written);
    }

    private static Path gzip(byte[] bytes, Path file) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
        }
        return file;
    }

    private static Path zip(byte[] bytes, Path file) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("export/data.csv"));
            out.write(bytes);
            out.closeEntry();
        }
        return file;
    }

    private Path writeJson(SplittableRandom random, List<Map<String, String>> rows, int seed) throws IOException {
        ObjectMapper json = new ObjectMapper();
        boolean list = random.nextBoolean();
        List<String> lines = new ArrayList<>();
        for (Map<String, String> row : rows) {
            Map<String, Object> object = new LinkedHashMap<>(row);
            if (random.nextBoolean()) {
                object.replaceAll((name, value) -> value.equals("") ? null : value);
            }
            lines.add(json.writeValueAsString(object));
        }
        return Files.writeString(
                folder.resolve(seed + ".json"),
                list ? "[" + String.join(",\n", lines) + "]" : String.join("\n", lines));
    }

    private Path writeWorkbook(Style style, List<Given> given, List<Map<String, String>> rows, int seed)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Export");
            List<String> heads = List.copyOf(rows.getFirst().keySet());
            for (int column = 0; column < heads.size(); column++) {
                String head = heads.get(column);
                sheet.value(0, column, head);
                for (int i = 0; i < rows.size(); i++) {
                    String cell = rows.get(i).getOrDefault(head, "");
                    if (head.equals("at") && style.writing() == Writing.ISO_LOCAL) {
                        sheet.value(
                                i + 1,
                                column,
                                LocalDateTime.ofInstant(given.get(i).moment(), style.zone()));
                        sheet.style(i + 1, column).format("yyyy-mm-dd hh:mm:ss").set();
                    } else if (head.equals("score") && !cell.isEmpty()) {
                        sheet.value(i + 1, column, new BigDecimal(cell));
                    } else if (!cell.isEmpty()) {
                        sheet.value(i + 1, column, cell);
                    }
                }
            }
        }
        return Files.write(folder.resolve(seed + ".xlsx"), bytes.toByteArray());
    }

    // ---- what is expected

    private static List<Event> expected(Style style, List<Given> given) {
        List<Event> events = new ArrayList<>();
        for (Given each : given) {
            each.amount()
                    .ifPresent(amount -> events.add(event(style, each, "/paid")
                            .setPayment(Payment.newBuilder()
                                    .setPaymentId(each.id())
                                    .setNature(PaymentNature.PAYMENT_NATURE_ONE_OFF)
                                    .setResult(PaymentResult.PAYMENT_RESULT_RECEIVED)
                                    .setAmount(Money.newBuilder()
                                            .setAmount(shown(style, amount))
                                            .setCurrencyCode(each.currency())))
                            .build()));
            each.score()
                    .ifPresent(score -> events.add(event(style, each, "/answered")
                            .setSurveyAnswer(SurveyAnswer.newBuilder()
                                    .setKind(SurveyKind.SURVEY_KIND_NPS)
                                    .setScaleLow(0)
                                    .setScaleHigh(10)
                                    .setScore(score)
                                    .setComment(each.comment()))
                            .build()));
            each.ends()
                    .ifPresent(ends -> events.add(event(style, each, "/cancelled")
                            .setSubscriptionChange(SubscriptionChange.newBuilder()
                                    .setSubscriptionId(each.id())
                                    .setStep(SubscriptionStep.SUBSCRIPTION_STEP_CANCEL)
                                    .setEndsOn(Date.newBuilder()
                                            .setYear(ends.getYear())
                                            .setMonth(ends.getMonthValue())
                                            .setDay(ends.getDayOfMonth())))
                            .build()));
        }
        return events;
    }

    /// The amount as the reader gives it: the same number, with the decimals that the writing has.
    private static String shown(Style style, BigDecimal amount) {
        return switch (style.amounts()) {
            case PLAIN, NEGATIVE, MINOR -> amount.toPlainString();
            case COMMA, SIGNED -> amount.setScale(3).toPlainString();
            case HUNDREDFOLD ->
                amount.movePointRight(2).divide(BigDecimal.valueOf(100)).toPlainString();
        };
    }

    private static Event.Builder event(Style style, Given given, String ending) {
        Instant moment = style.writing().isDay()
                ? LocalDateTime.ofInstant(given.moment(), style.zone())
                        .toLocalDate()
                        .atTime(LocalTime.NOON)
                        .atZone(style.firm())
                        .toInstant()
                : given.moment();
        return Event.newBuilder()
                .setEventId(given.id() + ending)
                .setAccountId(given.account())
                .setOccurredAt(Timestamp.newBuilder().setSeconds(moment.getEpochSecond()));
    }
}
