package io.keepwell.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.math.BigDecimal;

/// A small bar from zero to an amount, for columns of amounts of one scale.
@Tag("kw-bar")
public final class Bar extends Component {
    public Bar(BigDecimal value, BigDecimal low, BigDecimal high) {
        getElement().setAttribute("value", value.toPlainString());
        getElement().setAttribute("low", low.toPlainString());
        getElement().setAttribute("high", high.toPlainString());
        getElement().setAttribute("aria-hidden", "true");
    }
}
