package io.keepwell.core.metric;

import static io.keepwell.core.TestPlatform.EUR;

import io.keepwell.core.fact.store.Story;
import java.util.ArrayList;
import java.util.List;

/// The worked example that every definition must meet, reported for March 2026.
///
/// ```text
/// customers   S = 100, N = 10, L = 5, E = 100 + 10 − 5 = 105
/// opening MRR 91 × 100 + 8 × 50 + 1 × 500 = 9,100 + 400 + 500 = 10,000
/// churn       4 × 50 + 1 × 500            =    700   the five that are lost
/// contraction 4 × 50                      =    200   from 100 to 50
/// expansion   4 × 100                     =    400   from 100 to 200
/// new         10 × 100                    =  1,000
/// closing     10,000 + 1,000 + 400 − 200 − 700 = 10,500
/// ```
public final class WorkedExample {
    public static final String FROM = "2026-03-01";
    public static final String TO = "2026-04-01";

    private WorkedExample() {}

    public static Story[] stories() {
        List<Story> stories = new ArrayList<>();
        for (int i = 1; i <= 91; i++) {
            Story story = new Story("hundred-" + i, EUR).on("2026-01-15").starts("100.00");
            if (i <= 4) {
                story.on("2026-03-10").changesTo("50.00");
            } else if (i <= 8) {
                story.on("2026-03-20").changesTo("200.00");
            }
            stories.add(story);
        }
        for (int i = 1; i <= 8; i++) {
            Story story = new Story("fifty-" + i, EUR).on("2026-02-01").starts("50.00");
            if (i <= 4) {
                story.on("2026-03-05").ends();
            }
            stories.add(story);
        }
        stories.add(new Story("big", EUR)
                .on("2026-02-28")
                .starts("500.00")
                .on("2026-03-31")
                .ends());
        for (int i = 1; i <= 10; i++) {
            stories.add(new Story("new-" + i, EUR).on("2026-03-" + (i + 10)).starts("100.00"));
        }
        return stories.toArray(Story[]::new);
    }
}
