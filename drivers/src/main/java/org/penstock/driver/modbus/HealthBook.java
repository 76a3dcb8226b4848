package org.penstock.driver.modbus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.DeviceHealth;
import org.penstock.core.link.LinkContext;
import org.penstock.driver.shared.HealthCounts;
import org.penstock.driver.shared.StatusBoard;

/** The health of every device of a link. Callable from any thread. */
final class HealthBook {
    private final LinkContext context;
    private final Map<String, HealthCounts> devices = new LinkedHashMap<>();

    HealthBook(ModbusPlan plan, LinkContext context) {
        this.context = context;
        for (DeviceAddress d : plan.devices()) {
            devices.put(d.device(), new HealthCounts(d.device()));
        }
    }

    void answered(String device, long tookNanos) {
        HealthCounts h = of(device);
        if (h != null) {
            h.answered(StatusBoard.wallMicros(context), tookNanos / 1_000);
        }
    }

    void failed(String device, ExchangeException e) {
        HealthCounts h = of(device);
        if (h == null) {
            return;
        }
        switch (e.kind()) {
            case SILENT -> h.timedOut(StatusBoard.wallMicros(context), e.words());
            case REFUSED, BROKEN, UNSETTLED -> h.failed(StatusBoard.wallMicros(context), e.words());
        }
    }

    private @Nullable HealthCounts of(String device) {
        return devices.get(device);
    }

    /** Every device as of now, in the order of the file. */
    List<DeviceHealth> now() {
        return devices.values().stream().map(HealthCounts::now).toList();
    }
}
