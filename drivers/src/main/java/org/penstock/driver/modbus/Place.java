package org.penstock.driver.modbus;

import java.util.List;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;

/** Where the far end of a link is and how messages are framed on the way to it. */
sealed interface Place {
    /** What a person knows it by: {@code 192.168.1.20:502}, {@code /dev/ttyUSB0}. */
    String words();

    /** @param rtu messages are framed as on a serial line (RTU over TCP) and not by the header of Modbus TCP */
    record Network(String host, int port, boolean rtu) implements Place {
        @Override
        public String words() {
            return host + ":" + port;
        }
    }

    /**
     * A serial line of this machine; eight data bits, as RTU needs.
     *
     * @param baud bits a second
     * @param stopBits 1 or 2
     */
    record Serial(String port, int baud, Parity parity, int stopBits) implements Place {
        @Override
        public String words() {
            return port;
        }

        /** The silence that ends a frame, ns: three and a half characters, never below 1.75 ms (Modbus over serial line, 2.5.1.1). */
        long silenceNanos() {
            int bits = 1 + 8 + (parity == Parity.NONE ? 0 : 1) + stopBits;
            return Math.max(1_750_000L, 3_500_000_000L * bits / baud);
        }
    }

    /** The check bit of a character. */
    enum Parity {
        NONE,
        EVEN,
        ODD
    }

    /** Reads {@code host, port, framing} or {@code serial, baud, parity, stop_bits}. */
    static Place read(Fields f, Problems problems) {
        if (!f.has("serial")) {
            for (String word : List.of("baud", "parity", "stop_bits")) {
                if (f.has(word)) {
                    problems.add(
                            f.node(word),
                            "`" + word + "` has no meaning without `serial`",
                            "name the line, `serial: /dev/ttyUSB0`, or take it out");
                }
            }
            return new Network(
                    f.text("host"),
                    f.integer("port", 502, 1, 65_535),
                    f.choice("framing", List.of("tcp", "rtu"), "tcp").equals("rtu"));
        }
        for (String word : List.of("host", "port")) {
            if (f.has(word)) {
                problems.add(
                        f.node(word),
                        "`" + word + "` stands beside `serial`",
                        "a link is a serial line or a network address: keep one of them");
            }
        }
        if (f.choice("framing", List.of("tcp", "rtu"), "rtu").equals("tcp")) {
            problems.add(f.node("framing"), "`framing: tcp` on a serial line", "take it out: serial lines are RTU");
        }
        String parity = f.choice("parity", List.of("none", "even", "odd"), "none");
        return new Serial(
                f.text("serial"),
                f.integer("baud", 9_600, 1_200, 921_600),
                switch (parity) {
                    case "even" -> Parity.EVEN;
                    case "odd" -> Parity.ODD;
                    default -> Parity.NONE;
                },
                f.integer("stop_bits", 1, 1, 2));
    }
}
