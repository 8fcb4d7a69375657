package io.keepwell.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import tools.jackson.databind.node.ObjectNode;

/// A chart. It is a picture only: whatever it shows stands in a table, too.
@Tag("kw-chart")
@JavaScript("context://webjars/echarts/5.5.0/echarts.min.js")
public final class Chart extends Component {
    /// @param label what it shows, for those who don't see it
    Chart(String label, ObjectNode options) {
        getElement().setAttribute("role", "img");
        getElement().setAttribute("aria-label", label);
        getElement().setPropertyJson("options", options);
    }
}
