package io.keepwell.core.metric.cohort;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertTerm;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.FigureChecks;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.suite.NeedsReferenceFiles;
import io.keepwell.core.suite.ReferenceFiles;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A published set of 7,043 telecom customers, with the published figures of who left: customers and
/// revenue churn are not the same number.
@UsesDatabase
@NeedsReferenceFiles
final class TelcoTest {
    private static final int CUSTOMER = 0;
    private static final int TENURE = 5;
    private static final int MONTHLY_CHARGES = 18;
    private static final int CHURN = 20;

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    /// The file knows months: everybody was there until the last day of 2023, and who has left is gone on the
    /// next. Followed until that day, months are those of the file: who has a tenure of none is out of sight
    /// before anybody leaves; after one month 380 of 7,032 leave, after two 123 of 6,419.
    @Test
    void curve_of_the_file_follows_customers_to_its_snapshot() throws IOException {
        LocalDate snapshot = LocalDate.of(2023, 12, 31);
        List<Story> stories = new ArrayList<>();
        List<SurvivalCurve.Subject> months = new ArrayList<>();
        for (String line : Files.readAllLines(ReferenceFiles.file("telco-customer-churn.csv"))
                .subList(1, 7_044)) {
            String[] columns = line.split(",", -1);
            int tenure = Integer.parseInt(columns[TENURE]);
            boolean left = columns[CHURN].strip().equals("Yes");
            Story story = new Story(columns[CUSTOMER], EUR)
                    .on(snapshot.minusMonths(tenure).toString())
                    .starts(columns[MONTHLY_CHARGES]);
            if (left) {
                story.on(snapshot.plusDays(1).toString()).ends();
            }
            stories.add(story);
            months.add(new SurvivalCurve.Subject(tenure, left));
        }
        platform.send(stories.toArray(Story[]::new));

        Survival survival = platform.get(Lifetimes.class)
                .survival(
                        new Period(LocalDate.of(2017, 1, 1), LocalDate.of(2024, 1, 2)),
                        Optional.empty(),
                        Slice.WHOLE,
                        Optional.empty());

        assertThat(survival.curve().subjects()).isEqualTo(7_043);
        assertThat(survival.curve().steps().subList(0, 2))
                .extracting(step -> step.time() + " " + step.atRisk() + " " + step.left() + " "
                        + step.survival().setScale(4, RoundingMode.HALF_UP))
                .containsExactly("32 7032 380 0.9460", "62 6419 123 0.9278");
        assertThat(survival.curve().steps())
                .extracting(step -> step.atRisk() + " " + step.left() + " " + step.survival())
                .isEqualTo(SurvivalCurve.of(months).steps().stream()
                        .map(step -> step.atRisk() + " " + step.left() + " " + step.survival())
                        .toList());
    }

    @Test
    void of_7043_customers_26_54_per_cent_left_with_30_50_per_cent_of_the_revenue() throws IOException {
        Path file = ReferenceFiles.file("telco-customer-churn.csv");
        List<Story> stories = new ArrayList<>();
        for (String line : Files.readAllLines(file).subList(1, 7_044)) {
            String[] columns = line.split(",", -1);
            Story story = new Story(columns[CUSTOMER], EUR).on("2026-01-01").starts(columns[MONTHLY_CHARGES]);
            if (columns[CHURN].strip().equals("Yes")) {
                story.on("2026-03-15").ends();
            }
            stories.add(story);
        }
        assertThat(stories).hasSize(7_043);
        platform.send(stories.toArray(Story[]::new));

        MetricValue customers = platform.figure("retention.customer_churn", "opening", "2026-03-01", "2026-04-01");
        assertValue(customers, "26.54");
        assertTerm(customers, "L", "1869");
        assertTerm(customers, "S", "7043");
        assertThat(customers.calculation().numbers()).isEqualTo("1,869 ÷ 7,043");
        MetricValue revenue = platform.figure("retention.revenue_churn", "gross", "2026-03-01", "2026-04-01");
        assertValue(revenue, "30.50");
        assertTerm(revenue, "churn", "139130.85");
        assertTerm(revenue, "opening", "456116.60");
        FigureChecks.assertListAddsUp(platform, revenue);
    }
}
