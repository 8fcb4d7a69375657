package io.keepwell.ui.component;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Location;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The address of a screen in a certain state, relative to the UI's root. The parameters keep the order in which they
/// were first given.
public record Link(String path, SequencedMap<String, String> parameters) {
    public Link {
        parameters = new LinkedHashMap<>(parameters);
    }

    public static Link to(String path) {
        return new Link(path, new LinkedHashMap<>());
    }

    /// The same address with a parameter more, or with another value of it.
    public Link with(String name, String value) {
        LinkedHashMap<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new Link(path, more);
    }

    /// As `with`, where there is a value.
    public Link with(String name, Optional<String> value) {
        return value.map(text -> with(name, text)).orElse(this);
    }

    /// As it is written into a page.
    public String href() {
        if (parameters.isEmpty()) {
            return path.isEmpty() ? "." : path;
        }
        String query = parameters.entrySet().stream().map(Link::written).collect(Collectors.joining("&"));
        return path + "?" + query;
    }

    /// Goes there, as if it had been clicked.
    public void go(UI ui) {
        Location location = new Location(parameters.isEmpty() ? path : href());
        ui.navigate(location.getPath(), location.getQueryParameters());
    }

    private static String written(Map.Entry<String, String> parameter) {
        return encoded(parameter.getKey()) + "=" + encoded(parameter.getValue());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
