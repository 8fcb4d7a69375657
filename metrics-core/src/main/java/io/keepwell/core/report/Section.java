package io.keepwell.core.report;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A kind of section that reports are put together from. A new section is one bean of this type: `Sections` finds it,
/// and every format lays out what it is filled with.
public interface Section {
    SectionId id();

    /// What it shows, for whoever puts a report together: a sentence.
    String summary();

    /// Where it is shown: everywhere, unless another section says the same in a way that suits a medium better.
    default Set<Medium> media() {
        return EnumSet.allOf(Medium.class);
    }

    /// What a report may say of it, by name, each with a sentence on what it does.
    default Map<String, String> options() {
        return Map.of();
    }

    /// Its panels for a report: none where the report has nothing that it could show.
    ///
    /// A figure that can't be had is a cell with its reason. What is thrown makes the whole section fail,
    /// so that the run isn't sent.
    List<Grid.Panel> fill(ReportData data);
}
