package io.keepwell.deploy.demo;

import io.keepwell.core.access.Staff;
import io.keepwell.core.access.StaffMember;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.ReportText;
import io.keepwell.core.rollup.refresh.PolicyChanges;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Policy;
import io.keepwell.core.target.Focus;
import io.keepwell.core.target.Target;
import io.keepwell.core.target.Targets;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.deploy.run.AllInOne;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the demo's firm has set: its people, what they watch, what they are after and what is sent to whom.
final class DemoSettings {
    static final Firm FIRM = new Firm("Bluebird Software", ReportingZone.of("Europe/Berlin"), new CurrencyCode("EUR"));
    static final String HEAD = "head.of.success@bluebird.example";

    /// The monthly report.
    static final Report REPORT = ReportText.parse(new ReportId("monthly-summary"), """
            title: Customer success, month by month
            about: last month
            send: monthly on day 1 at 07:00
            # The months before the demo begins were due as well.
            missed: all
            metrics:
            - revenue.mrr
            - revenue.mrr_movements
            - retention.nrr
            - retention.grr
            - retention.revenue_churn
            - retention.customer_churn
            - retention.customer_retention
            - voice.nps
            - success.health_score
            sections:
            - headlines
            - mrr-bridge
            - trends
            - figures
            - mrr-movements
            - largest-movements
            - health
            - targets
            - explanations
            recipients:
            - head.of.success@bluebird.example
            - board@bluebird.example
            """, true);

    static final String WHO = "keepwell demo";
    private static final List<StaffMember> PEOPLE = List.of(
            new StaffMember(HEAD, "Hanna Weiss", StaffMember.Role.ADMIN),
            new StaffMember("a.okafor@bluebird.example", "Ada Okafor", StaffMember.Role.VIEWER),
            new StaffMember("board@bluebird.example", "Board", StaffMember.Role.VIEWER));

    private DemoSettings() {}

    /// Three people. Nobody knows their passwords: an admin sets new ones.
    static void putStaff(Staff staff) {
        for (StaffMember member : PEOPLE) {
            boolean _ = staff.add(WHO, member, Staff.randomPassword());
        }
    }

    /// What customers are promised about their tickets.
    static void putPromises(PolicyChanges policies) {
        var _ = policies.set(
                Policy.FIRST_RESPONSE_PROMISE,
                "urgent 1h; high 2h business; segment " + Size.LARGE.segment() + " 4h business; 8h business",
                WHO,
                "as our terms of service say");
        var _ = policies.set(
                Policy.RESOLUTION_PROMISE,
                "urgent 8h business; high 16h business; 40h business",
                WHO,
                "as our terms of service say");
    }

    /// How somebody signs in.
    record SignIn(String email, String password) {
        /// Without the password, so that it slips into no message.
        @Override
        public String toString() {
            return email;
        }
    }

    /// A new password for the head of the company; empty where they may not sign in any more.
    static Optional<SignIn> newSignIn(Staff staff) {
        String password = Staff.randomPassword();
        return staff.setPassword(WHO, HEAD, password) ? Optional.of(new SignIn(HEAD, password)) : Optional.empty();
    }

    /// What is watched, and targets of the month, the quarter and the year: some missed, some met, some on their way.
    ///
    /// @param month the last one that is over
    static void putTargets(AllInOne services, Period month) {
        services.bean(Focus.class)
                .choose(
                        WHO,
                        Stream.of(
                                        "revenue.mrr",
                                        "retention.nrr",
                                        "retention.customer_churn",
                                        "success.health_score",
                                        "voice.nps",
                                        "support.first_response_time")
                                .map(MetricId::new)
                                .toList());
        Targets targets = services.bean(Targets.class);
        Period running = Period.of(Grain.MONTH, month.to());
        Period year = Period.of(Grain.YEAR, month.from());
        Period quarter = Period.of(Grain.QUARTER, month.from());
        put(targets, "retention.customer_churn", "opening", Slice.WHOLE, month, "1.5");
        put(targets, "retention.customer_churn", "opening", Slice.WHOLE, running, "2.0");
        put(targets, "revenue.mrr", "subscriptions", Slice.WHOLE, year, "680000");
        put(targets, "voice.nps", "zero_to_ten", Slice.WHOLE, month, "30");
        put(targets, "voice.csat", "positive_share", Slice.WHOLE, quarter, "80");
        put(targets, "support.first_response_time", "waiting", Slice.WHOLE, month, "4");
        put(targets, "success.check_ins", "held", Slice.WHOLE, quarter, "85");
        put(targets, "retention.renewal_rate", "customers", Slice.WHOLE, quarter, "90");
        put(
                targets,
                "retention.grr",
                "opening_customers",
                Slice.WHOLE.with(Dimension.SEGMENT, Size.LARGE.segment()),
                year,
                "92");
        put(
                targets,
                "success.health_score",
                "customers",
                Slice.WHOLE.with(Dimension.OWNER, CompanyNames.OWNERS.getFirst()),
                running,
                "75");
    }

    private static void put(
            Targets targets, String metric, String definition, Slice slice, Period period, String wanted) {
        targets.put(
                WHO,
                new MetricId(metric),
                new DefinitionId(definition),
                slice,
                period,
                period.days() > 31 ? Target.Horizon.LONG_TERM : Target.Horizon.SHORT_TERM,
                new BigDecimal(wanted));
    }
}
