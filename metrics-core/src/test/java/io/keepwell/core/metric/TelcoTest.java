package io.keepwell.core.metric;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertTerm;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.Story;
import io.keepwell.core.suite.NeedsReferenceFiles;
import io.keepwell.core.suite.ReferenceFiles;
import io.keepwell.core.suite.UsesDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A published set of 7,043 telecom customers, with the published figures of who left: customers and
/// revenue churn are not the same number.
@UsesDatabase
@NeedsReferenceFiles
final class TelcoTest {
    private static final int CUSTOMER = 0;
    private static final int MONTHLY_CHARGES = 18;
    private static final int CHURN = 20;

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

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
        platform.tell(stories.toArray(Story[]::new));

        Figure customers = platform.figure("retention.customer_churn", "opening", "2026-03-01", "2026-04-01");
        assertValue(customers, "26.54");
        assertTerm(customers, "L", "1869");
        assertTerm(customers, "S", "7043");
        assertThat(customers.calculation().numbers()).isEqualTo("1,869 ÷ 7,043");
        Figure revenue = platform.figure("retention.revenue_churn", "gross", "2026-03-01", "2026-04-01");
        assertValue(revenue, "30.50");
        assertTerm(revenue, "churn", "139130.85");
        assertTerm(revenue, "opening", "456116.60");
        FigureChecks.assertListAddsUp(platform, revenue);
    }
}
