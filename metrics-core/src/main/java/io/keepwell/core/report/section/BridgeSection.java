package io.keepwell.core.report.section;

import io.keepwell.core.report.Drawing;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.Medium;
import io.keepwell.core.report.MovementBridge;
import io.keepwell.core.report.ReportData;
import io.keepwell.core.report.Section;
import io.keepwell.core.report.SectionId;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What moved MRR, drawn. Its figures are in the table of movements, too.
@Singleton
final class BridgeSection implements Section {
    @Override
    public SectionId id() {
        return new SectionId("mrr-bridge");
    }

    @Override
    public String summary() {
        return "MRR from opening to closing as a chart of its movements.";
    }

    @Override
    public Set<Medium> media() {
        return EnumSet.of(Medium.MAIL, Medium.PAPER);
    }

    @Override
    public List<Grid.Panel> fill(ReportData data) {
        return MovementSection.bridge(data).map(BridgeSection::panel).stream().toList();
    }

    private static Grid.Panel panel(MovementBridge bridge) {
        boolean cut = bridge.scaleFrom().signum() > 0;
        return MovementSection.table(bridge, Grid.Arrangement.CHART)
                .noting(bridge.figure().currency() + " a month" + (cut ? " · the scale doesn't start at zero" : ""))
                .drawn(new Drawing.Bridge(bridge));
    }
}
