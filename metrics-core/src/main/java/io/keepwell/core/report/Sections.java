package io.keepwell.core.report;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All kinds of sections there are. A new section's bean is found by itself.
@Singleton
public final class Sections {
    private final Map<SectionId, Section> byId;

    public Sections(Collection<Section> sections) {
        this.byId = sections.stream().collect(Collectors.toMap(Section::id, Function.identity()));
    }

    /// Every kind, by id.
    public List<Section> all() {
        return byId.values().stream()
                .sorted(Comparator.comparing(section -> section.id().id()))
                .toList();
    }

    public Optional<Section> find(SectionId id) {
        return Optional.ofNullable(byId.get(id));
    }
}
