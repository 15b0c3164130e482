"""Sentences with coordinates, and sentences with what only looks like them.

The points of UTM and MGRS in the table were worked out with two other libraries (utm,
mgrs), or are published: the Washington Monument in the standard of the US National Grid,
the CN Tower and Honolulu in Wikipedia.
"""

from __future__ import annotations

# The text, the words in «», latitude, longitude.
WRITTEN = """
The ship lay at «39.1525° N, 127.4437° E» on Monday. | 39.1525 | 127.4437
It sank at «39.15N 127.44E». | 39.15 | 127.44
It sank at «39.15 N, 127.44 E» yesterday. | 39.15 | 127.44
It sank at «39.15°N/127.44°E». | 39.15 | 127.44
The quake struck at «33.86°S 151.21°E». | -33.86 | 151.21
It lies at «39°N, 127°E», far out. | 39 | 127
It lies at «127.44°E, 39.15°N». | 39.15 | 127.44
It lies at «N39.1525, W77.0372». | 39.1525 | -77.0372
It lies at «N 39.1525° W 77.0372°». | 39.1525 | -77.0372
It lies at «N. 39.1525°, W. 77.0372°». | 39.1525 | -77.0372
It lies at «-33.8688° S, 151.2093° E». | -33.8688 | 151.2093
It lies at «39.1525º N, 127.4437˚ E». | 39.1525 | 127.4437
It lies at «39.1525°\u00a0N, 127.4437°\u202fE». | 39.1525 | 127.4437
The area is «39.15 degrees north, 127.44 degrees east». | 39.15 | 127.44
The area is «39.15 degrees North and 127.44 degrees West». | 39.15 | -127.44
At «39.15 degrees north latitude, 127.44 degrees east longitude», say. | 39.15 | 127.44
At «latitude 39.15 degrees north and longitude 127.44 degrees east». | 39.15 | 127.44
The tanker («lat 39.15, lon 127.44») drifted. | 39.15 | 127.44
The tanker («lat: 39.15 lon: -127.44») drifted. | 39.15 | -127.44
The tanker («Lat. 39.15, Long. 127.44») drifted. | 39.15 | 127.44
The tanker («lat=39.15, lng=127.44») drifted. | 39.15 | 127.44
It was at «Latitude: -33.8688, Longitude: 151.2093». | -33.8688 | 151.2093
It was at a «latitude of 39.15 and longitude of 127.44». | 39.15 | 127.44
It was at «longitude 127.44, latitude 39.15». | 39.15 | 127.44
It was at «39.1525 latitude, 127.4437 longitude». | 39.1525 | 127.4437
«Lat. 39.15° N. Long. 127.44° E». | 39.15 | 127.44
{"«lat": 39.1525, "lng": 127.4437»} | 39.1525 | 127.4437
The site at «39°09′09″N 127°26′37″E» is guarded. | 39.1525 | 127.443611
The site at «39°09'09"N, 127°26'37"E» is guarded. | 39.1525 | 127.443611
The site at «39º09’09”N 127º26’37”W» is guarded. | 39.1525 | -127.443611
The site at «39°9'9''S 127°26'37''E» is guarded. | -39.1525 | 127.443611
The site at «39° 9' 9.25" N, 127° 26' 37.5" E» is guarded. | 39.152569 | 127.443750
The site at «39°09′09″N127°26′37″E» is guarded. | 39.1525 | 127.443611
The site at «N 39° 9' 9", E 127° 26' 37"» is guarded. | 39.1525 | 127.443611
The site at «N 39° 9' 9" E 127° 26' 37"» is guarded. | 39.1525 | 127.443611
It lies at «39° 9' N, 127° 26' E». | 39.15 | 127.433333
It lies at «39°09.15′N 127°26.62′E». | 39.1525 | 127.443667
It lies at «39 deg 9 min N, 127 deg 26 min E». | 39.15 | 127.433333
At «39 degrees 9 minutes north, 127 degrees 26 minutes east». | 39.15 | 127.433333
«39 degrees, 9 minutes and 9 seconds south, 12 degrees east» | -39.1525 | 12
The wreck is at «39 09 09N, 127 26 37E». | 39.1525 | 127.443611
The wreck is at «39-09.15N 127-26.62E». | 39.1525 | 127.443667
The wreck is at «39-09-09N 127-26-37W». | 39.1525 | -127.443611
NOTAM: «390909N1272637E» closed. | 39.1525 | 127.443611
NOTAM: «3909N 12726E» closed. | 39.15 | 127.433333
The village's coordinates, «39.1525, 127.4437», were given. | 39.1525 | 127.4437
Coordinates «39.152 127.444» were given. | 39.152 | 127.444
GPS: «−33.8688, 151.2093» | -33.8688 | 151.2093
Its GPS position is «5.6037, -0.1870». | 5.6037 | -0.1870
The camp is at «39,1525 N, 127,4437 E», they say. | 39.1525 | 127.4437
The camp is at «39,1525° N 127,4437° E», they say. | 39.1525 | 127.4437
It is located at «39.1525,127.4437». | 39.1525 | 127.4437
Lat/lon «39.1525, 127.4437» were given. | 39.1525 | 127.4437
Latitude and longitude: «39.1525, 127.4437» were given. | 39.1525 | 127.4437
The launch pad («39.1525, 127.4437») was seen. | 39.1525 | 127.4437
The launch pad [«39.1525; -127.4437»] was seen. | 39.1525 | -127.4437
A camp was found at «39.1525, 127.4437» on Monday. | 39.1525 | 127.4437
«39.1525, 127.4437» | 39.1525 | 127.4437
See https://maps.example.org/maps/@«39.1525,127.4437»,15z now. | 39.1525 | 127.4437
See https://maps.example.org/?q=«39.1525,127.4437» now. | 39.1525 | 127.4437
«39.1525°, 127.4437°» is the location. | 39.1525 | 127.4437
The camp is at «52S 365000 4335000», they say. | 39.153741 | 127.437613
The camp is at «52N 365000mE 4335000mN». | 39.153741 | 127.437613
The camp is at «UTM zone 52S 365000 4335000». | 39.153741 | 127.437613
The camp is at «UTM zone 52 north, 365,000 mE 4,335,000 mN». | 39.153741 | 127.437613
The CN Tower is at «17T 630084 4833438». | 43.642562 | -79.387143
The opera is at «UTM 56H 334901 6252289». | -33.8568 | 151.2153
The opera is at «56S 334901 6252289». | -33.8568 | 151.2153
The tower is at «31U 448252 5411955». | 48.8584 | 2.2945
Quito is at «17M E 776904 N 9975638». | -0.2202 | -78.5123
The camp is at «52SCJ6500035000». | 39.153741 | 127.437613
The camp is at «52S CJ 65000 35000», they say. | 39.153741 | 127.437613
Washington's monument is «18SUJ2348306479». | 38.889467 | -77.035236
Honolulu is «4QFJ1234567890». | 21.409801 | -157.916076
The statue is «18TWL8073504695». | 40.6892 | -74.0445
The opera is «56H LH 3490 5228». | -33.8568 | 151.2153
Bergen is «32VKN9735300648». | 60.3913 | 5.3221
Longyearbyen is «33XWG 1427 8335». | 78.2232 | 15.6267
Cape Town is «34HBH 61881 43182». | -33.9249 | 18.4241
Stanley is «21FVC4113772240». | -51.6977 | -57.8517
Suva is «60KXE525934». | -18.1416 | 178.4419
Kyiv is «36U UA 24182 91607». | 50.4501 | 30.5234
The grid «18TWL 8004» was hit. | 40.684 | -74.047
"""

NOT_COORDINATES = r"""
The home side won 3-1 on Saturday.
They won 39.15 to 127.44 in the final.
It costs $39.1525, $127.4437 and more.
It costs between 39.1525 and 127.4437 dollars.
Call 39.1525.127.4437 now.
Call +44 20 7946 0958 or 127-443-7000.
Growth was 12.5, 13.7 per cent.
Growth was 12.512, 13.734 per cent at the two locations.
ISBN 978-3-16-148410-0 is out.
The server at 192.168.10.12 failed.
Shares rose 1.25, 2.50 and 3.75 points.
Shares rose 1.2512, 2.5034 and 3.7545 points.
It rose 39.1525 and 27.4437 in turn.
Flight KE123 landed at 12:30 N time.
It was 39° in the shade.
It was -5°C, then 12°C in the east.
It was 39.125°C, 27.443°C there.
Temperatures of 39.125, 27.443 degrees were measured.
Turn 45° and then 90°.
Set the oven at 180°, 45 minutes.
The angle is 39°09′09″.
Angles of 39°09′09″, 12°10′11″ were cut.
John 3:16, 4:12 and Mark 39:15.
Isaiah 39:1, 52:5.
Version 3.11.7, 3.12.1 are out.
The 38th parallel at 38°N divides it.
The waters between 39°N and 40°N, 127°E and 128°E are closed.
The box 39°N–40°N, 127°E–128°E is closed.
A box of 35-39°N, 120-127°E is closed.
Between 35 and 39°N and 127°E it rains.
Its latitude is between -85.0511 and 85.0511 degrees.
From 10°S to 20°W it is dry.
The 52S bus and the 10K race.
He ran the 10K in 29.345, 30.123 minutes.
He ran 5K WR 1310.
The 10K PB 2934 time.
7PM ET 2024 2025 season
Model 4GH1234567890 is sold out.
Part no. 18TWL80740470 is sold out.
Serial number 18TWL8074004690 is sold out.
Code 18TWL80 is sold out.
Code 18TWL8074 is sold out.
The order 31UDQ4825211954 was sent.
No square has the letters 18TAA8074004690.
It is in another band: 46PAM0998082291.
It is in another zone: 33WSQ1427883355.
No zone is called 32XMG1427883355.
It has an odd number of digits: 18TWL807350469.
It runs on: 18TWL8073504695123.
The index stood at 101.2345, 99.1234 points.
The index stood at 39.1525, 27.4437 at noon.
The dollar traded at 1.0845, 1.0850 on Monday.
The euro rose from 1.0845, 1.0850.
95% CI (12.3451, 23.4567) was found.
The mean (0.8123, 1.2345) was low.
On average (39.1525, 27.4437) they won.
Odds of (12.5000, 23.5000) were given.
A ratio of 3.1415, 2.7182.
The ratio 12.3456:23.4567 holds.
3.142, 2.718
It weighs 39.1525, 40.1234 kg.
Times of 39.152, 40.233 and 41.344 were set.
He threw 39.152, 27.443 and 28.123 at the new location.
At 10.5 N the wind blew.
The wind was 12 N, then 14 E.
350 N 100 W, Salt Lake City
1200 S. 300 E. in Provo
thence N 39° 09' 09" E, 127.44 feet to a point
thence N 39° 09' 09" E 127.44 feet to a point
Section 12, T. 39 N., R. 12 E.
A 12.50 W lamp and a 3.30 N spring.
The coordinates are 0.0000, 0.0000.
It lies at 0°N, 0°E.
The coordinates 127.4437, 39.1525 are swapped.
Longitude/latitude 39.1525, 27.4437
It lies at 95.1525° N, 127.4437° E.
It lies at 39.1525° N, 197.4437° E.
It lies at 39°75′00″N 127°26′00″E.
It lies at -39.15° N, 127.44° E.
It lies at 39.1525° N, 127.4437.
It lies at lat 39.1525, lat 39.4437.
She is 5' 10" and he 6' 2" tall.
The S&P 500 is at 4,512.1234, 4,600.1234.
From 2024-03-12 39.15 to 12.03.2024.
Continental style, 39,1525, 127,4437, is not read.
utm_source=52 and UTM codes are tracked.
Zone 52S is large.
Zone 52S 365000 is large.
Room 52N 365000 is shut.
Call 52S 365-000-4335000 now.
UTM 52S 065000 4335000 is too far west.
UTM 52S 365000 14335000 is too far north.
Latitude is what he asked for; 39.15 was the price.
He was given a lat 99, lon 127.
39.1525-27.4437
Lot 12 30 was sold, at 12.345, 23.456 m apart.
"""
FOUND = [line.split(" | ") for line in WRITTEN.strip().splitlines()]
NOT_FOUND = NOT_COORDINATES.strip().splitlines()
# Words that are coordinates where somebody says so, and nowhere else.
TRUSTED = ("39.1525, 27.4437", "3.142, 2.718", "18TWL8074004690")
