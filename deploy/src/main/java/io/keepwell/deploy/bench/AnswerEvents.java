package io.keepwell.deploy.bench;

import com.google.protobuf.Timestamp;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.SurveyKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Made-up survey answers, the same for every way of storing them: accounts at random, of the last 90 days, comments
/// of 40 to 160 letters, ids that are time-ordered (UUIDv7). They are made before the clock runs.
final class AnswerEvents {
    static final int ACCOUNTS = 10_000;
    /// Rows of a transaction, whoever makes it.
    static final int A_BATCH = 1_000;

    private static final int DAYS = 90;
    private static final String QUESTION = "How likely are you to recommend us?";
    private static final List<String> WORDS = List.of(
            "support",
            "answered",
            "quickly",
            "but",
            "the",
            "invoice",
            "was",
            "wrong",
            "again",
            "and",
            "nobody",
            "could",
            "say",
            "why",
            "great",
            "product",
            "though",
            "über",
            "everything",
            "works",
            "since",
            "last",
            "update",
            "slow",
            "export",
            "we",
            "love",
            "it");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private final Random random;
    private final Instant newest = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private long idMillis = System.currentTimeMillis();
    private int idCounter;

    AnswerEvents(long seed) {
        this.random = new Random(seed);
    }

    /// One answer.
    record Answer(UUID id, int account, LocalDateTime occurredAt, int score, String comment) {
        Event event() {
            Instant moment = occurredAt.toInstant(ZoneOffset.UTC);
            Event.Builder event = Event.newBuilder()
                    .setEventId(id.toString())
                    .setAccountId("account-" + account)
                    .setOccurredAt(Timestamp.newBuilder()
                            .setSeconds(moment.getEpochSecond())
                            .setNanos(moment.getNano()));
            event.getSurveyAnswerBuilder()
                    .setKind(SurveyKind.SURVEY_KIND_NPS)
                    .setScaleLow(0)
                    .setScaleHigh(10)
                    .setScore(score)
                    .setRespondentId("respondent-" + account)
                    .setQuestion(QUESTION)
                    .setComment(comment);
            return event.build();
        }

        /// As LOAD DATA reads it.
        private void line(StringBuilder lines, int partner) {
            String moment = MOMENT.format(occurredAt);
            lines.append(partner)
                    .append('\t')
                    .append(hex())
                    .append("\t1\t")
                    .append(id.getLeastSignificantBits())
                    .append('\t')
                    .append(account)
                    .append('\t')
                    .append(occurredAt.toLocalDate())
                    .append('\t')
                    .append(moment)
                    .append('\t')
                    .append(moment)
                    .append("\t1\t0\t10\t")
                    .append(score)
                    .append("\t0\t0\trespondent-")
                    .append(account)
                    .append('\t')
                    .append(QUESTION)
                    .append('\t')
                    .append(comment)
                    .append("\t\t\n");
        }

        /// As it stands in an INSERT.
        private void values(StringBuilder sql, int partner) {
            String moment = MOMENT.format(occurredAt);
            sql.append('(')
                    .append(partner)
                    .append(",x'")
                    .append(hex())
                    .append("',1,")
                    .append(id.getLeastSignificantBits())
                    .append(',')
                    .append(account)
                    .append(",'")
                    .append(occurredAt.toLocalDate())
                    .append("','")
                    .append(moment)
                    .append("','")
                    .append(moment)
                    .append("',1,0,10,")
                    .append(score)
                    .append(",0,0,'respondent-")
                    .append(account)
                    .append("','")
                    .append(QUESTION)
                    .append("','")
                    .append(comment)
                    .append("','','')");
        }

        private String hex() {
            return id.toString().replace("-", "");
        }
    }

    List<Answer> next(int count) {
        List<Answer> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            answers.add(next());
        }
        return answers;
    }

    private Answer next() {
        LocalDateTime occurredAt = LocalDateTime.ofInstant(
                newest.minusSeconds(random.nextInt(DAYS * 86_400)).plusNanos(1_000L * random.nextInt(1_000_000)),
                ZoneOffset.UTC);
        return new Answer(nextId(), random.nextInt(ACCOUNTS), occurredAt, random.nextInt(11), comment());
    }

    /// A UUIDv7: milliseconds, a counter within them, random bits.
    private UUID nextId() {
        if (idCounter == 1 << 12) {
            idCounter = 0;
            idMillis++;
        }
        long high = (idMillis << 16) | 0x7000 | idCounter++;
        long low = (random.nextLong() >>> 2) | (1L << 63);
        return new UUID(high, low);
    }

    private String comment() {
        int length = 40 + random.nextInt(121);
        StringBuilder text = new StringBuilder(length + 12);
        while (text.length() < length) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        return text.toString().strip();
    }

    /// In pieces of a batch, as messages.
    static List<List<Event>> events(List<Answer> answers) {
        return batches(answers).stream()
                .map(batch -> batch.stream().map(Answer::event).toList())
                .toList();
    }

    /// In pieces of a batch, as LOAD DATA reads them.
    static List<byte[]> lines(List<Answer> answers, int partner) {
        return batches(answers).stream()
                .map(batch -> {
                    StringBuilder lines = new StringBuilder();
                    batch.forEach(answer -> answer.line(lines, partner));
                    return lines.toString().getBytes(StandardCharsets.UTF_8);
                })
                .toList();
    }

    /// Each an INSERT of some answers.
    static List<String> inserts(List<Answer> answers, int partner, int rowsEach) {
        List<String> statements = new ArrayList<>();
        for (int start = 0; start < answers.size(); start += rowsEach) {
            StringBuilder sql = new StringBuilder("insert into fact_survey_answer (" + COLUMNS + ") values ");
            String comma = "";
            for (Answer answer : answers.subList(start, Math.min(answers.size(), start + rowsEach))) {
                sql.append(comma);
                answer.values(sql, partner);
                comma = ",";
            }
            statements.add(sql.toString());
        }
        return statements;
    }

    private static List<List<Answer>> batches(List<Answer> answers) {
        List<List<Answer>> batches = new ArrayList<>();
        for (int start = 0; start < answers.size(); start += A_BATCH) {
            batches.add(answers.subList(start, Math.min(answers.size(), start + A_BATCH)));
        }
        return batches;
    }

    private static final String COLUMNS = "partner_id, event_key, batch, content_hash, account, day, occurred_at,"
            + " received_at, kind, scale_low, scale_high, score, turned, positive_from,"
            + " respondent_id, question, comment, owner, ticket_id";

    static final String LOAD_DATA = "load data local infile 'rows' into table fact_survey_answer character set utf8mb4"
            + " (" + COLUMNS.replace("event_key", "@event_key") + ") set event_key = unhex(@event_key)";
}
