package io.keepwell.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A small line without axes, its last point marked.
@Tag("kw-spark")
public final class Spark extends Component implements HasStyle {
    /// @param points from left to right, empty for a gap
    public Spark(List<Optional<BigDecimal>> points) {
        getElement()
                .setAttribute(
                        "points",
                        points.stream()
                                .map(point ->
                                        point.map(BigDecimal::toPlainString).orElse("null"))
                                .collect(Collectors.joining(",", "[", "]")));
        getElement().setAttribute("aria-hidden", "true");
    }
}
